package org.librate.metrics.internal;

import org.librate.core.internal.SpecialFunctions;
import org.librate.core.random.Draws;

/** The distribution functions that intervals and tests need, to about 14 digits. Internal to Librate. */
public final class Distributions {

    private Distributions() {
    }

    /** The chance that a standard normal number is at most x. */
    public static double normal(double x) {
        return x < 0 ? upperNormal(-x) : 1 - upperNormal(x);
    }

    /** The chance that a standard normal number is above x. */
    public static double upperNormal(double x) {
        return x < 0 ? 1 - upperNormal(-x) : SpecialFunctions.upperGamma(0.5, x * x / 2) / 2;
    }

    /** The x that a standard normal number is at most with this chance, which is taken to 16 digits after the point. */
    public static double normalQuantile(double chance) {
        return chance <= 0 ? Double.NEGATIVE_INFINITY : chance >= 1 ? Double.POSITIVE_INFINITY : Draws.normal(chance - 0.5);
    }

    /** The chance that a χ² number of one degree of freedom is above x. */
    public static double upperChiSquare1(double x) {
        return SpecialFunctions.aboveChiSquared(x, 1);
    }

    /** The chance that a number of Student's distribution is further from 0 than t, on either side. */
    public static double studentTwoSided(double t, double freedom) {
        if (Double.isInfinite(t)) {
            return 0;
        }
        return SpecialFunctions.beta(freedom / 2, 0.5, freedom / (freedom + t * t));
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
            sum += Math.exp(SpecialFunctions.logGamma(n + 1.0) - SpecialFunctions.logGamma(i + 1.0) - SpecialFunctions.logGamma(n - i + 1.0) - n
                    * Math.log(2));
        }
        return Math.min(1, sum);
    }
}
