package org.librate.benchmarks.compare;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What one side made of one case: the median of its rounds, or the word that stands in for it. */
record Timing(double micros, String word) {

    /** The side does not have the case. */
    static final Timing LACKING = new Timing(Double.NaN, "-");
    /** The side takes no part. */
    static final Timing ABSENT = new Timing(Double.NaN, "absent");
    /** The side has the case and failed at it. */
    static final Timing FAILED = new Timing(Double.NaN, "failed");

    static Timing of(List<Double> rounds) {
        double median = median(rounds);
        return new Timing(median, micros(median));
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

    private static String micros(double value) {
        return String.format(Locale.ROOT, value < 1 ? "%.3f" : value < 10 ? "%.2f" : value < 1000 ? "%.1f" : "%.0f", value);
    }

    @Override
    public String toString() {
        return word;
    }
}
