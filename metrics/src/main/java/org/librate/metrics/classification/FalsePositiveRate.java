package org.librate.metrics.classification;

import org.librate.metrics.Undefined;

/**
 * Of the rows not of a class, the share that was said to be: {@code FP / (FP + TN)}, also called fall-out. Undefined if all
 * are of it.
 */
public record FalsePositiveRate() implements RateFormula {

    private static final FalsePositiveRate FORMULA = new FalsePositiveRate();

    /** Of class 1 of two. */
    public static ClassRate metric() {
        return ClassRate.of(FORMULA, Average.BINARY);
    }

    /** Of one class of any number. */
    public static ClassRate of(int index) {
        return ClassRate.of(FORMULA, Average.of(index));
    }

    /** The mean over the classes. */
    public static ClassRate macro() {
        return metric().macro();
    }

    /** From the counts of all classes together. */
    public static ClassRate micro() {
        return metric().micro();
    }

    /** The mean over the classes by how often they occur. */
    public static ClassRate weighted() {
        return metric().weighted();
    }

    @Override
    public String name() {
        return "false_positive_rate";
    }

    @Override
    public boolean higherIsBetter() {
        return false;
    }

    @Override
    public double of(ClassOutcomes counts, Undefined undefined) {
        return counts.falsePositives() / (counts.falsePositives() + counts.trueNegatives());
    }

    @Override
    public String toString() {
        return "FalsePositiveRate";
    }
}
