package org.librate.benchmarks.tuning;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/** The one-sided test of Mann and Whitney, by the normal approximation with ties: for samples of ten and more. */
final class RankSum {

    private RankSum() {
    }

    /** How probable it would be that so many of one are lower than of the other, if both came from the same. */
    static double lower(double[] one, double[] other) {
        double[] all = DoubleStream.concat(Arrays.stream(one), Arrays.stream(other)).sorted().toArray();
        double u = 0; // pairs in which one is lower
        for (double a : one) {
            for (double b : other) {
                u += a < b ? 1 : a == b ? 0.5 : 0;
            }
        }
        double n = one.length;
        double m = other.length;
        double ties = 0;
        for (int i = 0, j; i < all.length; i = j) {
            for (j = i; j < all.length && all[j] == all[i]; j++) {
                continue;
            }
            double t = j - i;
            ties += t * t * t - t;
        }
        double variance = n * m / 12 * (n + m + 1 - ties / ((n + m) * (n + m - 1)));
        double z = variance > 0 ? (u - n * m / 2 - 0.5) / Math.sqrt(variance) : 0;
        return 0.5 * (1 - erf(z / Math.sqrt(2)));
    }

    /** Abramowitz and Stegun 7.1.26: to seven decimals. */
    private static double erf(double x) {
        double t = 1 / (1 + 0.3275911 * Math.abs(x));
        double y = 1 - t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429)))) * Math.exp(-x * x);
        return Math.copySign(y, x);
    }
}
