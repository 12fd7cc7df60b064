package org.librate.metrics.classification;

import org.librate.metrics.Undefined;

/**
 * Of the rows of a class, the share that was missed: {@code FN / (FN + TP)}. Undefined if it never occurs.
 */
public record FalseNegativeRate() implements RateFormula {

    private static final FalseNegativeRate FORMULA = new FalseNegativeRate();

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
        return "false_negative_rate";
    }

    @Override
    public boolean higherIsBetter() {
        return false;
    }

    @Override
    public double of(ClassOutcomes counts, Undefined undefined) {
        return counts.falseNegatives() / counts.support();
    }

    @Override
    public String toString() {
        return "FalseNegativeRate";
    }
}
