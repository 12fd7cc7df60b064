package org.librate.metrics.internal;

/** Quantiles of weighted numbers. Internal to Librate. */
public final class Quantiles {

    private Quantiles() {
    }

    /**
     * The smallest number that reaches the share q of all weight; halfway to the next where it is reached exactly (so that the median of an even
     * number of rows lies between the middle two). A weight of 2 is the same as having the number twice.
     */
    public static double of(double[] values, double[] weights, double q) {
        int n = values.length;
        long[] keys = new long[n];
        int[] order = new int[n];
        double total = 0;
        for (int i = 0; i < n; i++) {
            keys[i] = Radix.key(values[i]);
            order[i] = i;
            total += weights[i];
        }
        Radix.sort(keys, order);
        double wanted = q * total;
        double reached = 0;
        for (int i = 0; i < n; i++) {
            reached += weights[order[i]];
            if (reached >= wanted && (reached > 0 || i == n - 1)) {
                double value = Radix.value(keys[i]);
                return reached == wanted && i < n - 1 ? (value + Radix.value(keys[i + 1])) / 2 : value;
            }
        }
        return n == 0 ? Double.NaN : Radix.value(keys[n - 1]);
    }
}
