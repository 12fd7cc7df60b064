package org.librate.metrics.classification;

import org.librate.metrics.Undefined;

/**
 * Of the rows said to be of a class, the share that is not: {@code FP / (FP + TP)}. Undefined if it was never predicted.
 */
public record FalseDiscoveryRate() implements RateFormula {

    private static final FalseDiscoveryRate FORMULA = new FalseDiscoveryRate();

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
        return "false_discovery_rate";
    }

    @Override
    public boolean higherIsBetter() {
        return false;
    }

    @Override
    public double of(ClassOutcomes counts, Undefined undefined) {
        return counts.falsePositives() / counts.predicted();
    }

    @Override
    public String toString() {
        return "FalseDiscoveryRate";
    }
}
