package org.librate.metrics.classification;

import org.librate.metrics.Undefined;

/**
 * How many times more likely a row of the class is said not to be of it than another is: {@code (1 − recall) / specificity}. Undefined
 * if no other was, or if all or no rows are of the class.
 */
public record NegativeLikelihoodRatio() implements RateFormula {

    private static final NegativeLikelihoodRatio FORMULA = new NegativeLikelihoodRatio();

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
        return "negative_likelihood_ratio";
    }

    @Override
    public boolean higherIsBetter() {
        return false;
    }

    @Override
    public double of(ClassOutcomes counts, Undefined undefined) {
        return ratio(counts);
    }

    private static double ratio(ClassOutcomes counts) {
        return counts.trueNegatives() == 0 ? Double.NaN : (1 - counts.recall()) / counts.specificity();
    }

    @Override
    public String toString() {
        return "NegativeLikelihoodRatio";
    }
}
