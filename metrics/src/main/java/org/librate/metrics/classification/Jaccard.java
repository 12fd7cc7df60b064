package org.librate.metrics.classification;

import org.librate.metrics.Undefined;

/**
 * The rows rightly said to be of a class, of those that are or were said to be: {@code TP / (TP + FP + FN)}. Undefined if there are none.
 */
public record Jaccard() implements RateFormula {

    private static final Jaccard FORMULA = new Jaccard();

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
        return "jaccard";
    }

    @Override
    public double of(ClassOutcomes counts, Undefined undefined) {
        return counts.truePositives() / (counts.truePositives() + counts.falsePositives() + counts.falseNegatives());
    }

    @Override
    public String toString() {
        return "Jaccard";
    }
}
