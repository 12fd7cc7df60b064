package org.librate.core.kernel.host;

import org.librate.core.kernel.UnaryFn;

/** The elementwise functions and their slopes for one number, in double precision. */
final class RealFunctions {

    private static final double ROOT_2 = Math.sqrt(2);
    private static final double ROOT_2_OVER_PI = Math.sqrt(2 / Math.PI);
    private static final double TWO_OVER_ROOT_PI = 2 / Math.sqrt(Math.PI);
    private static final double GELU_CUBE = 0.044715;

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
            case TANH -> Math.tanh(x);
            case SIGMOID -> sigmoid(x);
            case ERF -> erf(x);
            case RELU -> Math.max(x, 0);
            case LEAKY_RELU -> x > 0 ? x : a * x;
            case ELU -> x > 0 ? x : a * Math.expm1(x);
            case GELU -> share(x, normalCdf(x));
            case GELU_TANH -> share(x, 0.5 * (1 + Math.tanh(geluInner(x))));
            case SILU -> share(x, sigmoid(x));
            case SOFTPLUS -> softplus(x);
            case MISH -> share(x, Math.tanh(softplus(x)));
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
                double t = Math.tanh(geluInner(v));
                yield 0.5 * (1 + t) + share(v * (1 + 3 * GELU_CUBE * v * v), 0.5 * (1 - t * t) * ROOT_2_OVER_PI);
            }
            case SILU -> {
                double s = sigmoid(v);
                yield s + share(v, s * (1 - s));
            }
            case SOFTPLUS -> sigmoid(v);
            case MISH -> {
                double t = Math.tanh(softplus(v));
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
        return z < -1 ? 0.5 * upperTail(-z) : 0.5 * (1 + erf(z));
    }

    static double erf(double x) {
        double z = Math.abs(x);
        double y = z < 2.5 ? series(z) : 1 - upperTail(z);
        return x < 0 ? -y : y;
    }

    /** erf z = 2/√π · e^(−z²) · Σ 2ⁿ z²ⁿ⁺¹ / (1·3·…·(2n+1)): all terms positive, so nothing cancels. NaN stays NaN. */
    private static double series(double z) {
        double term = z;
        double sum = z;
        for (int n = 1; term > sum * 1e-17; n++) {
            term *= 2 * z * z / (2 * n + 1);
            sum += term;
        }
        return TWO_OVER_ROOT_PI * Math.exp(-z * z) * sum;
    }

    /** 1 − erf z for z ≥ 1, by its continued fraction e^(−z²)/√π · 1/(z + ½/(z + 1/(z + 1½/(z + …)))). */
    private static double upperTail(double z) {
        if (z > 27) {
            return 0;
        }
        if (z < 2.5) {
            return 1 - series(z);
        }
        double fraction = z;
        for (int n = 60; n >= 1; n--) {
            fraction = z + 0.5 * n / fraction;
        }
        return Math.exp(-z * z) * 0.5 * TWO_OVER_ROOT_PI / fraction;
    }
}
