package org.librate.core.random;

/**
 * How the bits of one number become a number of a distribution: one place, so that tensors and {@link RandomStream} agree to the last bit.
 * Internal to Librate.
 *
 * <p>Only +, −, ×, ÷ and √ are used, which Java defines exactly: the same bits on every platform and JDK.
 */
public final class Draws {

    // Bits are put below the exponent of 1, since the compiler's conversion of integers makes each wait for the one before (measured: 2 ns
    // against 1). All steps are exact.
    private static final long ONE = 0x3FF0_0000_0000_0000L;
    private static final int FLOAT_ONE = 0x3F80_0000;
    private static final double[] LAST_BIT = {0, 0x1p-53};
    private static final float[] FLOAT_LAST_BIT = {0, 0x1p-24f};

    /** Where the middle of the normal distribution's quantile ends and its tails begin: |p − ½| as Wichura chose it. */
    public static final double MIDDLE = 0.425;

    /** Where the tails' formula changes. */
    static final double NEAR = 5;

    private static final long ROOT_HALF = 0x3FE6A09E667F3BCDL; // the bits of √½

    private Draws() {
    }

    /** In [0, 1), one of 2⁵³ evenly spaced values: {@code (bits >>> 11) · 2⁻⁵³}. */
    public static double uniform(long bits) {
        return Double.longBitsToDouble(ONE | bits >>> 12) - 1 + LAST_BIT[(int) (bits >>> 11) & 1];
    }

    /** In [0, 1), one of 2²⁴ evenly spaced values, {@code (high >>> 8) · 2⁻²⁴}: {@link #uniform(long)} cut off after 24 bits. */
    public static float uniform(int high) {
        return Float.intBitsToFloat(FLOAT_ONE | high >>> 9) - 1 + FLOAT_LAST_BIT[high >>> 8 & 1];
    }

    /** Moves u from [0, 1) to [low, high), at most to {@code last = lastBelow(low, high)}: rounding would reach {@code high} at times. */
    public static double between(double u, double low, double high, double last) {
        return Math.min(low + (high - low) * u, last);
    }

    /** Moves u from [0, 1) to [low, high), at most to {@code last = lastBelow(low, high)}: rounding would reach {@code high} at times. */
    public static float between(float u, float low, float high, float last) {
        return Math.min(low + (high - low) * u, last);
    }

    /** The largest number of [low, high), or low where that range is empty. */
    public static double lastBelow(double low, double high) {
        return Math.max(low, Math.nextDown(high));
    }

    /** The largest number of [low, high), or low where that range is empty. */
    public static float lastBelow(float low, float high) {
        return Math.max(low, Math.nextDown(high));
    }

    /** An event of probability p happens to a number when {@code (high >>> 1) - threshold < 0}: exact to 2⁻³¹, always for 1, never for 0. */
    public static int threshold(double p) {
        return (int) (long) Math.rint(p * 0x1p31); // 1 becomes the smallest int, from which the difference is negative for every word
    }

    /** Whether an event with this {@link #threshold} happens. */
    public static boolean happens(int high, int threshold) {
        return (high >>> 1) - threshold < 0;
    }

    /** A whole number in [low, high): the upper half of bits × range, biased by at most range / 2⁶⁴. */
    public static long integer(long bits, long low, long high) {
        long range = high - low;
        long upper = Math.multiplyHigh(bits, range);
        if (bits < 0) {
            upper += range;
        }
        if (range < 0) { // as an unsigned number: the range covers more than half of all longs
            upper += bits;
        }
        return low + upper;
    }

    /** The uniform number − ½, in (−½, ½): what a float normal number is made from. */
    public static double offMiddle(int high) {
        return Double.longBitsToDouble(ONE | (high & 0xFFFFFFFFL) << 20 | 1 << 19) - 1.5;
    }

    /** The uniform number − ½, in (−½, ½): what a double normal number is made from. */
    public static double offMiddle(long bits) {
        return Double.longBitsToDouble(ONE | bits >>> 12) - 1.5 + (LAST_BIT[(int) (bits >>> 11) & 1] + 0x1p-54);
    }

    /**
     * The standard normal number below which the share ½ + q of all lies, −½ &lt; q &lt; ½: algorithm AS 241 (Wichura 1988), good to
     * about 16 digits.
     */
    public static double normal(double q) {
        return Math.abs(q) <= MIDDLE ? middle(q) : tail(q);
    }

    /** {@link #normal} for |q| at most {@link #MIDDLE}: no branch, so that loops over it run in vector instructions. */
    public static double middle(double q) {
        double r = MIDDLE * MIDDLE - q * q;
        return q
                * (((((((2509.0809287301226727 * r + 33430.575583588128105) * r + 67265.770927008700853) * r + 45921.953931549871457) * r
                + 13731.693765509461125) * r + 1971.5909503065514427) * r + 133.14166789178437745) * r + 3.387132872796366608)
                / (((((((5226.495278852545925 * r + 28729.085735721942674) * r + 39307.89580009271061) * r + 21213.794301586595867) * r
                + 5394.1960214247511077) * r + 687.1870074920579083) * r + 42.313330701600911252) * r + 1.0);
    }

    /** {@link #normal} for |q| above {@link #MIDDLE}. */
    public static double tail(double q) {
        double r = Math.sqrt(-log(0.5 - Math.abs(q)));
        return Math.copySign(r <= NEAR ? nearTail(r) : farTail(r), q);
    }

    /** |{@link #tail}| by {@code r = √(−log p)} where r is at most {@link #NEAR}, which all but one of 10¹¹ numbers are. */
    static double nearTail(double root) {
        double r = root - 1.6;
        return (((((((7.7454501427834140764e-4 * r + 0.0227238449892691845833) * r + 0.24178072517745061177) * r + 1.27045825245236838258) * r
                + 3.64784832476320460504) * r + 5.7694972214606914055) * r + 4.6303378461565452959) * r + 1.42343711074968357734)
                / (((((((1.05075007164441684324e-9 * r + 5.475938084995344946e-4) * r + 0.0151986665636164571966) * r
                + 0.14810397642748007459) * r + 0.68976733498510000455) * r + 1.6763848301838038494) * r + 2.05319162663775882187) * r + 1.0);
    }

    /** |{@link #tail}| by {@code r = √(−log p)} above {@link #NEAR}. */
    static double farTail(double root) {
        double r = root - 5;
        return (((((((2.01033439929228813265e-7 * r + 2.71155556874348757815e-5) * r + 0.0012426609473880784386) * r + 0.026532189526576123093) * r
                + 0.29656057182850489123) * r + 1.7848265399172913358) * r + 5.4637849111641143699) * r + 6.6579046435011037772)
                / (((((((2.04426310338993978564e-15 * r + 1.4215117583164458887e-7) * r + 1.8463183175100546818e-5) * r
                + 7.868691311456132591e-4) * r + 0.0148753612908506148525) * r + 0.13692988092273580531) * r + 0.59983220655588793769) * r + 1.0);
    }

    /**
     * The natural logarithm of a normal positive number, within a few units of the last place. {@code Math.log} may differ between
     * platforms, and {@code StrictMath.log} is a slow native call on JDK 17.
     */
    static double log(double x) {
        long bits = Double.doubleToRawLongBits(x);
        long exponent = exponent(bits);
        return log(mantissa(bits, exponent), exponent);
    }

    /** The exponent e of x = m · 2ᵉ with m in [√½, √2), from the bits of x. */
    static long exponent(long bits) {
        return bits - ROOT_HALF >> 52;
    }

    /** The m of {@link #exponent}. */
    static double mantissa(long bits, long exponent) {
        return Double.longBitsToDouble(bits - (exponent << 52));
    }

    /** log(m · 2ᵉ) = e · log 2 + 2 atanh s with s = (m − 1) / (m + 1), |s| &lt; 0.172. */
    static double log(double m, double exponent) {
        double s = (m - 1) / (m + 1);
        double t = s * s;
        double series = ((((((((((t * (1.0 / 23) + 1.0 / 21) * t + 1.0 / 19) * t + 1.0 / 17) * t + 1.0 / 15) * t + 1.0 / 13) * t + 1.0 / 11) * t
                + 1.0 / 9) * t + 1.0 / 7) * t + 1.0 / 5) * t + 1.0 / 3) * t;
        return exponent * 0.6931471805599453 + (2 * s + 2 * s * series);
    }
}
