package org.librate.core.kernel.nd4j;

import org.librate.core.kernel.BinaryFn;
import org.librate.core.kernel.UnaryFn;

/** What each function is, written down once more from its definition. */
final class Scalars {

    private Scalars() {
    }

    static double f(UnaryFn fn, double x, double a, double b) {
        return switch (fn) {
            case LINEAR -> a * x + b;
            case NEGATE -> -x;
            case ABS -> x < 0 ? -x : x;
            case SIGN -> Double.isNaN(x) ? x : Double.compare(x, 0.0);
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
            case RELU -> Double.isNaN(x) ? x : x > 0 ? x : 0;
            case LEAKY_RELU -> x > 0 ? x : a * x;
            case ELU -> x > 0 ? x : a * Math.expm1(x);
            case GELU -> 0.5 * x * (1 + erf(x / Math.sqrt(2)));
            case GELU_TANH -> 0.5 * x * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)));
            case SILU -> x / (1 + Math.exp(-x));
            case SOFTPLUS -> x > 30 ? x : Math.log1p(Math.exp(x));
            case MISH -> x * Math.tanh(x > 30 ? x : Math.log1p(Math.exp(x)));
            case CLIP -> Double.isNaN(x) ? x : x < a ? a : x > b ? b : x;
        };
    }

    static double f(BinaryFn fn, double a, double b, boolean floating) {
        return switch (fn) {
            case ADD -> a + b;
            case SUBTRACT -> a - b;
            case MULTIPLY -> a * b;
            case DIVIDE -> floating ? a / b : (long) (a / b);
            case MAXIMUM -> a > b ? a : b;
            case MINIMUM -> a < b ? a : b;
            case POWER -> Math.pow(a, b);
            case EQUAL -> a == b ? 1 : 0;
            case NOT_EQUAL -> a != b ? 1 : 0;
            case LESS -> a < b ? 1 : 0;
            case LESS_EQUAL -> a <= b ? 1 : 0;
            case GREATER -> a > b ? 1 : 0;
            case GREATER_EQUAL -> a >= b ? 1 : 0;
            case AND -> a * b;
            case OR -> a + b > 0 ? 1 : 0;
            case XOR -> a == b ? 0 : 1;
        };
    }

    /** Simpson's rule on the integral that defines it. */
    static double erf(double x) {
        if (Double.isNaN(x) || Math.abs(x) > 7) {
            return Math.signum(x);
        }
        int pieces = 4000;
        double h = x / pieces;
        double sum = 1 + Math.exp(-x * x);
        for (int i = 1; i < pieces; i++) {
            sum += (i % 2 == 0 ? 2 : 4) * Math.exp(-(i * h) * (i * h));
        }
        return 2 / Math.sqrt(Math.PI) * sum * h / 3;
    }
}
