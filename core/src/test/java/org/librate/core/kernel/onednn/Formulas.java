package org.librate.core.kernel.onednn;

import org.librate.core.kernel.UnaryFn;

/** The elementwise functions in double, straight from their definitions. */
final class Formulas {

    private Formulas() {
    }

    static double of(UnaryFn fn, double x, double a, double b) {
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
            case SIGMOID -> 1 / (1 + Math.exp(-x));
            case ERF -> erf(x);
            case RELU -> Math.max(0, x);
            case LEAKY_RELU -> x > 0 ? x : a * x;
            case ELU -> x > 0 ? x : a * Math.expm1(x);
            case GELU -> x * (1 + erf(x / Math.sqrt(2))) / 2;
            case GELU_TANH -> x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x))) / 2;
            case SILU -> x / (1 + Math.exp(-x));
            case SOFTPLUS -> x > 30 ? x : Math.log1p(Math.exp(x));
            case MISH -> x * Math.tanh(x > 30 ? x : Math.log1p(Math.exp(x)));
            case CLIP -> Math.max(a, Math.min(b, x));
        };
    }

    /** The slope by central differences. */
    static double slope(UnaryFn fn, double x, double a, double b) {
        double h = 1e-5;
        return (of(fn, x + h, a, b) - of(fn, x - h, a, b)) / (2 * h);
    }

    /** By its series, which converges everywhere. */
    private static double erf(double x) {
        if (Math.abs(x) > 5) {
            return Math.signum(x);
        }
        double term = x;
        double sum = x;
        for (int n = 1; n < 200; n++) {
            term *= -x * x / n;
            sum += term / (2 * n + 1);
        }
        return sum * 2 / Math.sqrt(Math.PI);
    }
}
