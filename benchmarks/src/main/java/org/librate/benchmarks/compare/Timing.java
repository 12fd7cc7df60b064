package org.librate.benchmarks.compare;

import java.util.Arrays;
import java.util.List;

/** What one side made of one case: the median of its rounds, or the word that stands in for it. */
record Timing(double micros, String word) {

    /** The side does not have the case. */
    static final Timing LACKING = new Timing(Double.NaN, "-");
    /** The side takes no part. */
    static final Timing ABSENT = new Timing(Double.NaN, "absent");
    /** The side has the case and failed at it. */
    static final Timing FAILED = new Timing(Double.NaN, "failed");

    static Timing of(List<Double> rounds, Unit unit) {
        double median = median(rounds);
        return new Timing(median, unit.print(median));
    }

    boolean isMeasured() {
        return !Double.isNaN(micros);
    }

    static double median(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    @Override
    public String toString() {
        return word;
    }
}
