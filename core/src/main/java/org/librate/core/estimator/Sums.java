package org.librate.core.estimator;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Weighted sums. */
final class Sums {

    private Sums() {
    }

    /** In two passes, so that a large mean does not cost digits. */
    static double mean(double[] values, double[] weights) {
        double sum = 0;
        double all = 0;
        for (int i = 0; i < values.length; i++) {
            sum += weights[i] * values[i];
            all += weights[i];
        }
        double mean = sum / all;
        double rest = 0;
        for (int i = 0; i < values.length; i++) {
            rest += weights[i] * (values[i] - mean);
        }
        return mean + rest / all;
    }

    /** Without weights between neighbours in proportion; with weights the first value at which the sum of weights reaches the share. */
    static double quantile(double[] values, double[] weights, boolean weighted, double share) {
        if (!weighted) {
            double[] sorted = values.clone();
            Arrays.sort(sorted);
            double at = share * (sorted.length - 1);
            int below = (int) at;
            int above = Math.min(below + 1, sorted.length - 1);
            return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
        }
        int[] order = IntStream.range(0, values.length).filter(i -> weights[i] > 0).boxed().sorted(Comparator.comparingDouble(i -> values[i]))
                .mapToInt(i -> i).toArray();
        double wanted = share * Arrays.stream(weights).sum();
        double sum = 0;
        for (int i : order) {
            sum += weights[i];
            if (sum >= wanted) {
                return values[i];
            }
        }
        return values[order[order.length - 1]];
    }
}
