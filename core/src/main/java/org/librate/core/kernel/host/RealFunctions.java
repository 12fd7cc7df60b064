package org.librate.core.kernel.host;

import org.librate.core.kernel.UnaryFn;

/** The elementwise functions and their slopes for one number, in double precision. */
final class RealFunctions {

    private static final double ROOT_2 = Math.sqrt(2);
    private static final double ROOT_2_OVER_PI = Math.sqrt(2 / Math.PI);
    private static final double TWO_OVER_ROOT_PI = 2 / Math.sqrt(Math.PI);
    private static final double GELU_CUBE = 0.044715;

    /**
     * The Chebyshev coefficients of e^(z²) (1 − erf z) in (z − 3) / (z + 3), the first one doubled. Computed to 40 digits; the error is 10⁻¹⁶ of the
     * value.
     */
    private static final double[] TAIL = {
        0.6597255495060735, -0.45366152053780207, 0.16039834082156296, -0.044908121151122825,
        0.009641428650695697, -0.0014425080777443955, 0.00010099436735379916, 1.20850245344553e-05,
        -3.6254206027537556e-06, 7.186810742476415e-08, 8.914235859898217e-08, -7.421566624959606e-09,
        -2.389336570265878e-09, 3.062235535489925e-10, 7.788945388151088e-11, -1.0973745829245584e-11,
        -3.0915207311917734e-12, 3.525433881723422e-13, 1.3990452179771617e-13, -8.246037476838809e-15,
        -6.6399614269893215e-15, -7.978348824752611e-17, 3.0472412376040985e-16, 3.032131711022567e-17,
        -1.2182012212997152e-17
    };

    private RealFunctions() {
    }

    static double value(UnaryFn fn, double x, double a, double b) {
        return switch (fn) {
            case LINEAR -> a * x + b;
            case NEGATE -> -x;
            case ABS -> Math.abs(x);
            case SIGN -> Math.signum(x);
            case FLOOR -> Math.floor(x);
            case CEIL -> Math.ceil(x);
            case ROUND -> Math.rint(x);
            case SQUARE -> x * x;
            case SQRT -> Math.sqrt(x);
            case RSQRT -> 1 / Math.sqrt(x);
            case RECIPROCAL -> 1 / x;
            case POWER -> Math.pow(x, a);
            case EXP -> Math.exp(x);
            case EXPM1 -> Math.expm1(x);
            case LOG -> Math.log(x);
            case LOG1P -> Math.log1p(x);
            case SIN -> Math.sin(x);
            case COS -> Math.cos(x);
            case TANH -> tanh(x);
            case SIGMOID -> sigmoid(x);
            case ERF -> erf(x);
            case RELU -> Math.max(x, 0);
            case LEAKY_RELU -> a == 0 ? Math.max(x, 0) : x > 0 ? x : a * x;
            case ELU -> x > 0 ? x : a * Math.expm1(x);
            case GELU -> share(x, normalCdf(x));
            case GELU_TANH -> share(x, 0.5 * (1 + tanh(geluInner(x))));
            case SILU -> share(x, sigmoid(x));
            case SOFTPLUS -> softplus(x);
            case MISH -> share(x, tanh(softplus(x)));
            case CLIP -> Math.min(Math.max(x, a), b);
        };
    }

    /** The slope at v, which is x or y as {@link UnaryFn#slopeFrom} says. */
    static double slope(UnaryFn fn, double v, double a, double b) {
        return switch (fn) {
            case LINEAR -> a;
            case NEGATE -> -1;
            case SIGN, FLOOR, CEIL, ROUND -> 0;
            case ABS -> Math.signum(v);
            case SQUARE -> 2 * v;
            case SQRT -> 0.5 / v;
            case RSQRT -> -0.5 * v * v * v;
            case RECIPROCAL -> -v * v;
            case POWER -> a == 0 ? 0 : a * Math.pow(v, a - 1);
            case EXP -> v;
            case EXPM1 -> v + 1;
            case LOG -> 1 / v;
            case LOG1P -> 1 / (1 + v);
            case SIN -> Math.cos(v);
            case COS -> -Math.sin(v);
            case TANH -> 1 - v * v;
            case SIGMOID -> v * (1 - v);
            case ERF -> TWO_OVER_ROOT_PI * Math.exp(-v * v);
            case RELU -> v <= 0 ? 0 : 1;
            case LEAKY_RELU -> v > 0 ? 1 : a;
            case ELU -> v > 0 ? 1 : a * Math.exp(v);
            case GELU -> normalCdf(v) + share(v, Math.exp(-0.5 * v * v) * 0.5 * ROOT_2_OVER_PI);
            case GELU_TANH -> {
                double t = tanh(geluInner(v));
                yield 0.5 * (1 + t) + share(v * (1 + 3 * GELU_CUBE * v * v), 0.5 * (1 - t * t) * ROOT_2_OVER_PI);
            }
            case SILU -> {
                double s = sigmoid(v);
                yield s + share(v, s * (1 - s));
            }
            case SOFTPLUS -> sigmoid(v);
            case MISH -> {
                double t = tanh(softplus(v));
                yield t + share(v, sigmoid(v) * (1 - t * t));
            }
            case CLIP -> v >= a && v <= b ? 1 : 0;
        };
    }

    /** Part of x: none of it is none of it, also when x is infinite. */
    private static double share(double x, double part) {
        return part == 0 ? 0 : x * part;
    }

    private static double sigmoid(double x) {
        if (x >= 0) {
            return 1 / (1 + Math.exp(-x));
        }
        double e = Math.exp(x);
        return e / (1 + e);
    }

    private static double softplus(double x) {
        return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
    }

    private static double geluInner(double x) {
        return ROOT_2_OVER_PI * (x + GELU_CUBE * x * x * x);
    }

    private static double normalCdf(double x) {
        double z = x / ROOT_2;
        return z < -0.5 ? 0.5 * upperTail(-z) : 0.5 * (1 + erf(z));
    }

    static double erf(double x) {
        double z = Math.abs(x);
        double y = z < 0.5 ? series(z) : 1 - upperTail(z);
        return x < 0 ? -y : y;
    }

    /** erf z = 2/√π · Σ (−1)ⁿ z²ⁿ⁺¹ / (n! (2n+1)) for z below ½, where it loses no digits. */
    private static double series(double z) {
        double t = z * z;
        return TWO_OVER_ROOT_PI * z * (1 - t * (1.0 / 3 - t * (1.0 / 10 - t * (1.0 / 42 - t * (1.0 / 216 - t * (1.0 / 1320 - t * (1.0 / 9360
                - t * (1.0 / 75600 - t * (1.0 / 685440 - t * (1.0 / 6894720 - t / 76204800))))))))));
    }

    /** 1 − erf z for z ≥ 0, with all its digits also where it is small: e^(−z²) times a Chebyshev sum in (z − 3) / (z + 3). */
    private static double upperTail(double z) {
        if (z > 27) {
            return 0;
        }
        double t = 2 * (z - 3) / (z + 3);
        double last = 0;
        double sum = 0;
        for (int i = TAIL.length - 1; i > 0; i--) {
            double next = t * sum - last + TAIL[i];
            last = sum;
            sum = next;
        }
        return Math.exp(-z * z) * (0.5 * (t * sum + TAIL[0]) - last);
    }

    /** Math.tanh is good to the last digit and slow; this is good to 2·10⁻¹⁵ and several times faster. */
    static double tanh(double x) {
        double t = x * x;
        if (t < 0.01) { // where the other formula would lose digits
            return x * (1 - t * (1.0 / 3 - t * (2.0 / 15 - t * (17.0 / 315 - t * (62.0 / 2835 - t * (1382.0 / 155925 - t * (21844.0 / 6081075)))))));
        }
        return 1 - 2 / (Math.exp(2 * x) + 1);
    }
}
