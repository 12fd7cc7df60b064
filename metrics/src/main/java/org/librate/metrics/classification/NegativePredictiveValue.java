package org.librate.metrics.classification;

import org.librate.metrics.Undefined;

/**
 * Of the rows said not to be of a class, the share that is not: {@code TN / (TN + FN)}. Undefined if all were said to be.
 */
public record NegativePredictiveValue() implements RateFormula {

    private static final NegativePredictiveValue FORMULA = new NegativePredictiveValue();

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
        return "negative_predictive_value";
    }

    @Override
    public double of(ClassOutcomes counts, Undefined undefined) {
        return counts.negativePredictiveValue();
    }

    @Override
    public String toString() {
        return "NegativePredictiveValue";
    }
}
