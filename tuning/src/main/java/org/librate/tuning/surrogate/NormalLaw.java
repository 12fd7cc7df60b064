package org.librate.tuning.surrogate;

/** The standard normal distribution in double precision, also far out in its tails. */
public final class NormalLaw {

    public static final double LOG_ROOT_2_PI = 0.5 * Math.log(2 * Math.PI);

    /** The Chebyshev coefficients of Mills' ratio times x + 4 in (x − 4) / (x + 4). Computed to 40 digits; the error is 10⁻¹⁶ of the value. */
    private static final double[] MILLS = {
        4.865120857030081, -1.8842545745794834, 0.5569566490963817, -0.12161597214420457,
        0.017360708143727772, -0.0008036212007299657, -0.0002520349348054353, 4.7383719270581175e-05,
        2.5325891365988257e-06, -1.5404069839913e-06, -8.474960630061696e-09, 5.185338601094672e-08,
        -2.8281293276602497e-10, -1.9486566378891076e-09, -2.491945496827567e-11, 7.957248719448846e-11,
        4.618414179155219e-12, -3.290856124224385e-12, -4.36538404380973e-13, 1.2300711839232774e-13,
        3.2414173582086784e-14, -3.0532395587325663e-15, -2.0183740275707353e-15, -7.170195501422588e-17,
        1.0169552398038542e-16, 1.756244228053356e-17
    };

    private static final int STEPS = 512; // of the table, to a unit
    private static final double[] TAILS = tails();

    private static final double NEAR = 2;          // below, 1 - x M(x) loses no digits
    private static final int FRACTION_TERMS = 80;  // of a continued fraction, enough for 15 digits from there on
    private static final double FAR = 1e4;

    private static final double LOG2_E = 1 / Math.log(2);
    private static final double LN2_HIGH = 6.93147180369123816490e-01; // ln 2 in two parts, so that k ln 2 is subtracted without loss
    private static final double LN2_LOW = 1.90821492927058770002e-10;
    private static final double ROUNDING = 6755399441055744.0; // 1.5 * 2^52: adding it leaves a whole number in the low bits

    private NormalLaw() {
    }

    private static double[] tails() {
        double[] tails = new double[8 * STEPS];
        for (int i = 0; i < tails.length; i++) {
            tails[i] = below(-i / (double) STEPS);
        }
        return tails;
    }

    public static double density(double x) {
        return Math.exp(-0.5 * x * x - LOG_ROOT_2_PI);
    }

    /** Φ(x). */
    public static double below(double x) {
        double tail = density(x) * mills(Math.abs(x));
        return x < 0 ? tail : 1 - tail;
    }

    /** What lies between two numbers, without loss where both are far out on one side. */
    public static double between(double low, double high) {
        return low > 0 ? below(-low) - below(-high) : below(high) - below(low);
    }

    /** Mills' ratio (1 − Φ(x)) / φ(x) for x ≥ 0, by Clenshaw's recurrence. */
    public static double mills(double x) {
        double t = 2 * (x - 4) / (x + 4);
        double b1 = 0;
        double b2 = 0;
        for (int i = MILLS.length - 1; i > 0; i--) {
            double b = t * b1 - b2 + MILLS[i];
            b2 = b1;
            b1 = b;
        }
        return (0.5 * (t * b1 + MILLS[0]) - b2) / (x + 4);
    }

    /** 1 − Φ(x) for x ≥ 0 to seven decimals, from a table: for the many kernels of a density. */
    public static double fastTail(double x) {
        double at = x * STEPS;
        if (at >= TAILS.length - 1) {
            return 0;
        }
        int i = (int) at;
        return TAILS[i] + (at - i) * (TAILS[i + 1] - TAILS[i]);
    }

    /** ln(φ(z) + z Φ(z)): the logarithm of what a standard normal number exceeds −z by on average, which is expected improvement. */
    public static double logExpectedExcess(double z) {
        if (z > -1) {
            return Math.log(density(z) + z * below(z));
        }
        double log = -0.5 * z * z - LOG_ROOT_2_PI;
        return -z > FAR ? log - 2 * Math.log(-z) : log + Math.log(excessOverDensity(-z));
    }

    /** The slope of {@link #logExpectedExcess}: Φ(z) / (φ(z) + z Φ(z)). */
    public static double logExpectedExcessSlope(double z) {
        if (z > -1) {
            double phi = below(z);
            return phi / (density(z) + z * phi);
        }
        return -z > FAR ? -z : mills(-z) / excessOverDensity(-z);
    }

    /** 1 − x M(x), by the continued fraction of M where the difference would lose digits: x + 1/(x + 2/(x + …)) = x + t gives t / (x + t). */
    private static double excessOverDensity(double x) {
        if (x < NEAR) {
            return 1 - x * mills(x);
        }
        double rest = x;
        for (int i = x > 10 ? 20 : FRACTION_TERMS; i > 1; i--) {
            rest = x + i / rest;
        }
        double t = 1 / rest;
        return t / (x + t);
    }

    /** e^x for x ≤ 0 to a part in 10⁹, 0 below −700: several times as fast as {@link Math#exp}, for densities that are sums of many. */
    public static double fastExp(double x) {
        if (x < -700) {
            return 0;
        }
        double shifted = x * LOG2_E + ROUNDING;
        double k = shifted - ROUNDING;
        double r = x - k * LN2_HIGH - k * LN2_LOW;
        double p = 1 + r * (1 + r * (0.5 + r * (1.0 / 6 + r * (1.0 / 24 + r * (1.0 / 120 + r * (1.0 / 720 + r * (1.0 / 5040)))))));
        return p * Double.longBitsToDouble(Double.doubleToRawLongBits(shifted) + 1023L << 52);
    }

    /** The same for the numbers from low to high, side by side. */
    static void fastExp(double[] x, double[] to, int low, int high) {
        double[] powers = new double[high];
        for (int i = low; i < high; i++) {
            double at = Math.max(-700, x[i]);
            double shifted = at * LOG2_E + ROUNDING;
            double k = shifted - ROUNDING;
            double r = at - k * LN2_HIGH - k * LN2_LOW;
            to[i] = 1 + r * (1 + r * (0.5 + r * (1.0 / 6 + r * (1.0 / 24 + r * (1.0 / 120 + r * (1.0 / 720 + r * (1.0 / 5040)))))));
            powers[i] = shifted;
        }
        for (int i = low; i < high; i++) {
            to[i] *= x[i] < -700 ? 0 : Double.longBitsToDouble(Double.doubleToRawLongBits(powers[i]) + 1023L << 52);
        }
    }
}
