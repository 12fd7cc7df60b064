package org.librate.core.internal;

/**
 * The incomplete beta and gamma functions, two tails that are made of them, and what goes with the gamma function: to about 14 digits. Internal to
 * Librate.
 */
public final class SpecialFunctions {

    private static final double TINY = 1e-300;
    private static final int ROUNDS = 10_000;

    private SpecialFunctions() {
    }

    /** The chance that a value of the F distribution is above f. */
    public static double aboveF(double f, double upper, double lower) {
        if (Double.isNaN(f)) {
            return f;
        }
        return f <= 0 ? 1 : f == Double.POSITIVE_INFINITY ? 0 : beta(lower / 2, upper / 2, lower / (lower + upper * f));
    }

    /** The chance that a value of the chi-squared distribution is above x. */
    public static double aboveChiSquared(double x, double freedom) {
        return upperGamma(freedom / 2, x / 2);
    }

    /** The regularized incomplete beta function by its continued fraction, on the side where that converges quickly. */
    public static double beta(double a, double b, double x) {
        if (x <= 0 || x >= 1) {
            return x <= 0 ? 0 : 1;
        }
        double front = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x));
        return x < (a + 1) / (a + b + 2) ? front * betaFraction(a, b, x) / a : 1 - front * betaFraction(b, a, 1 - x) / b;
    }

    /** 1 / (1 + d₁ / (1 + d₂ / …)) by Lentz's method. */
    private static double betaFraction(double a, double b, double x) {
        double c = 1;
        double d = 1 / awayFromZero(1 - (a + b) * x / (a + 1));
        double value = d;
        for (int m = 1; m < ROUNDS; m++) {
            double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
            d = 1 / awayFromZero(1 + even * d);
            c = awayFromZero(1 + even / c);
            value *= d * c;
            double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
            d = 1 / awayFromZero(1 + odd * d);
            c = awayFromZero(1 + odd / c);
            value *= d * c;
            if (Math.abs(d * c - 1) < 1e-15) {
                break;
            }
        }
        return value;
    }

    /** The regularized upper incomplete gamma function: by the series of the lower one, or by its own continued fraction. */
    public static double upperGamma(double a, double x) {
        if (x <= 0) {
            return 1;
        }
        double front = Math.exp(a * Math.log(x) - x - logGamma(a));
        if (x < a + 1) {
            double term = 1 / a;
            double sum = term;
            for (int n = 1; n < ROUNDS && term > sum * 1e-17; n++) {
                term *= x / (a + n);
                sum += term;
            }
            return 1 - front * sum;
        }
        double b = x + 1 - a;
        double c = 1 / TINY;
        double d = 1 / b;
        double value = d;
        for (int n = 1; n < ROUNDS; n++) {
            double step = -n * (n - a);
            b += 2;
            d = 1 / awayFromZero(step * d + b);
            c = awayFromZero(b + step / c);
            value *= d * c;
            if (Math.abs(d * c - 1) < 1e-15) {
                break;
            }
        }
        return front * value;
    }

    private static double awayFromZero(double x) {
        return Math.abs(x) < TINY ? TINY : x;
    }

    /** log Γ(x), x &gt; 0: Stirling's series, for which small arguments are moved up. */
    public static double logGamma(double x) {
        double moved = 1; // Γ(z) / Γ(x)
        double z = x;
        while (z < 15) {
            moved *= z;
            z++;
        }
        double i = 1 / (z * z);
        double series = (1.0 / 12 - i * (1.0 / 360 - i * (1.0 / 1260 - i * (1.0 / 1680 - i * (1.0 / 1188))))) / z;
        return (z - 0.5) * Math.log(z) - z + 0.5 * Math.log(2 * Math.PI) + series - Math.log(moved);
    }

    /** The derivative of log Γ(x), x &gt; 0. */
    public static double digamma(double x) {
        double moved = 0;
        double z = x;
        while (z < 10) {
            moved += 1 / z;
            z++;
        }
        double i = 1 / (z * z);
        return Math.log(z) - 0.5 / z - i * (1.0 / 12 - i * (1.0 / 120 - i * (1.0 / 252 - i * (1.0 / 240 - i * (1.0 / 132))))) - moved;
    }
}
