package org.librate.metrics.classification;

/**
 * One class against all others: how many rows (or how much weight) were rightly said to be of it, wrongly said so, wrongly said not to be, and
 * rightly said not to be.
 */
public record ClassOutcomes(double truePositives, double falsePositives, double falseNegatives, double trueNegatives) {

    static final ClassOutcomes NONE = new ClassOutcomes(0, 0, 0, 0);

    /** How often the class occurs. */
    public double support() {
        return truePositives + falseNegatives;
    }

    /** How often the class was predicted. */
    public double predicted() {
        return truePositives + falsePositives;
    }

    public double total() {
        return truePositives + falsePositives + falseNegatives + trueNegatives;
    }

    /** Of those predicted, the share that is right; NaN if it was never predicted. */
    public double precision() {
        return truePositives / predicted();
    }

    /** Of those that are, the share that was found; NaN if it never occurs. */
    public double recall() {
        return truePositives / support();
    }

    /** Of those that are not, the share that was said not to be; NaN if all are. */
    public double specificity() {
        return trueNegatives / (trueNegatives + falsePositives);
    }

    /** Of those said not to be, the share that is not; NaN if all were said to be. */
    public double negativePredictiveValue() {
        return trueNegatives / (trueNegatives + falseNegatives);
    }

    ClassOutcomes plus(ClassOutcomes other) {
        return new ClassOutcomes(truePositives + other.truePositives, falsePositives + other.falsePositives, falseNegatives + other.falseNegatives,
                trueNegatives + other.trueNegatives);
    }

    /** Whether the class occurs or was predicted. */
    boolean present() {
        return truePositives + falsePositives + falseNegatives > 0;
    }
}
