package org.librate.metrics.internal;

import org.librate.core.random.Draws;

/** The distribution functions that intervals and tests need, to about 14 digits. Internal to Librate. */
public final class Distributions {

    private static final double TINY = 1e-300;
    private static final double STOP = 1e-16;
    private static final int MOST = 10_000;

    // Lanczos's series for log Γ with g = 7 and nine terms.
    private static final double G = 7;
    private static final double[] LANCZOS = {0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
        12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7};

    private Distributions() {
    }

    /** The chance that a standard normal number is at most x. */
    public static double normal(double x) {
        return x < 0 ? upperNormal(-x) : 1 - upperNormal(x);
    }

    /** The chance that a standard normal number is above x. */
    public static double upperNormal(double x) {
        return x < 0 ? 1 - upperNormal(-x) : upperGammaHalf(x * x / 2) / 2;
    }

    /** The x that a standard normal number is at most with this chance, which is taken to 16 digits after the point. */
    public static double normalQuantile(double chance) {
        return chance <= 0 ? Double.NEGATIVE_INFINITY : chance >= 1 ? Double.POSITIVE_INFINITY : Draws.normal(chance - 0.5);
    }

    /** The chance that a χ² number of one degree of freedom is above x. */
    public static double upperChiSquare1(double x) {
        return x <= 0 ? 1 : upperGammaHalf(x / 2);
    }

    /** The chance that a number of Student's distribution is further from 0 than t, on either side. */
    public static double studentTwoSided(double t, double freedom) {
        if (Double.isInfinite(t)) {
            return 0;
        }
        return beta(freedom / (freedom + t * t), freedom / 2, 0.5);
    }

    /** The t above which a number of Student's distribution is with half the given chance, and below −t with the other half. */
    public static double studentTwoSidedQuantile(double chance, double freedom) {
        double low = 0;
        double high = 1;
        while (studentTwoSided(high, freedom) > chance && high < 1e300) {
            high *= 2;
        }
        for (int i = 0; i < 200 && high > Math.nextUp(low); i++) {
            double middle = low + (high - low) / 2;
            if (studentTwoSided(middle, freedom) > chance) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    /** The chance of at most k heads in n throws of a fair coin. */
    public static double fairCoin(long k, long n) {
        double sum = 0;
        for (long i = 0; i <= k; i++) {
            sum += Math.exp(logGamma(n + 1.0) - logGamma(i + 1.0) - logGamma(n - i + 1.0) - n * Math.log(2));
        }
        return Math.min(1, sum);
    }

    /** Γ(½, x) / Γ(½): by the series of what is missing for small x, by Lentz's continued fraction for large. */
    private static double upperGammaHalf(double x) {
        if (x == 0) {
            return 1;
        }
        double scale = Math.exp(-x) * Math.sqrt(x / Math.PI);
        if (x < 1.5) {
            double term = 2;
            double sum = 2;
            for (int i = 1; i < MOST && term > sum * STOP; i++) {
                term *= x / (0.5 + i);
                sum += term;
            }
            return 1 - scale * sum;
        }
        double b = x + 0.5;
        double c = 1 / TINY;
        double d = 1 / b;
        double fraction = d;
        for (int i = 1; i < MOST; i++) {
            double a = -i * (i - 0.5);
            b += 2;
            d = 1 / away(a * d + b);
            c = away(b + a / c);
            fraction *= d * c;
            if (Math.abs(d * c - 1) < STOP) {
                break;
            }
        }
        return scale * fraction;
    }

    /** The regularised incomplete beta function I_x(a, b), by Lentz's continued fraction on the side where it converges fast. */
    static double beta(double x, double a, double b) {
        if (x <= 0 || x >= 1) {
            return x <= 0 ? 0 : 1;
        }
        double front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x));
        return x < (a + 1) / (a + b + 2) ? front * betaFraction(x, a, b) / a : 1 - front * betaFraction(1 - x, b, a) / b;
    }

    private static double betaFraction(double x, double a, double b) {
        double c = 1;
        double d = 1 / away(1 - (a + b) * x / (a + 1));
        double fraction = d;
        for (int m = 1; m < MOST; m++) {
            double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
            d = 1 / away(1 + even * d);
            c = away(1 + even / c);
            fraction *= d * c;
            double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
            d = 1 / away(1 + odd * d);
            c = away(1 + odd / c);
            fraction *= d * c;
            if (Math.abs(d * c - 1) < STOP) {
                break;
            }
        }
        return fraction;
    }

    private static double away(double value) {
        return Math.abs(value) < TINY ? TINY : value;
    }

    private static double logGamma(double x) {
        if (x < 0.5) {
            return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
        }
        double sum = LANCZOS[0];
        for (int i = 1; i < LANCZOS.length; i++) {
            sum += LANCZOS[i] / (x - 1 + i);
        }
        double t = x - 1 + G + 0.5;
        return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(t) - t + Math.log(sum);
    }
}
