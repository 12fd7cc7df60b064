package org.librate.core.kernel;

/** What each function of one or two numbers is, written down once more from its definition: what every kernel is compared with. */
public final class Definitions {

    private Definitions() {
    }

    /** With the limits that infinite numbers have, and NaN where x is. */
    public static double of(UnaryFn fn, double x, double a, double b) {
        return switch (fn) {
            case LINEAR -> a * x + b;
            case NEGATE -> -x;
            case ABS -> x < 0 ? -x : x + 0;
            case SIGN -> x > 0 ? 1 : x < 0 ? -1 : x;
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
            case RELU -> x < 0 ? 0 : x;
            case LEAKY_RELU -> x > 0 ? x : a * x;
            case ELU -> x > 0 ? x : a * Math.expm1(x);
            case GELU -> x < -50 ? 0 : x > 50 ? x : x * 0.5 * (1 + erf(x / Math.sqrt(2)));
            case GELU_TANH -> x < -50 ? 0 : x > 50 ? x : x * 0.5 * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (x + 0.044715 * x * x * x)));
            case SILU -> x < -800 ? 0 : x / (1 + Math.exp(-x));
            case SOFTPLUS -> x > 40 ? x : Math.log1p(Math.exp(x));
            case MISH -> x < -800 ? 0 : x > 40 ? x : x * Math.tanh(Math.log1p(Math.exp(x)));
            case CLIP -> x < a ? a : x > b ? b : x;
        };
    }

    /** Truth values are 1 and 0. */
    public static double of(BinaryFn fn, double a, double b, boolean integers) {
        return switch (fn) {
            case ADD -> a + b;
            case SUBTRACT -> a - b;
            case MULTIPLY -> a * b;
            case DIVIDE -> integers ? (long) (a / b) : a / b;
            case MAXIMUM -> Double.isNaN(a) || Double.isNaN(b) ? Double.NaN : a > b ? a : b;
            case MINIMUM -> Double.isNaN(a) || Double.isNaN(b) ? Double.NaN : a < b ? a : b;
            case POWER -> Math.pow(a, b);
            case EQUAL -> a == b ? 1 : 0;
            case NOT_EQUAL -> a != b ? 1 : 0;
            case LESS -> a < b ? 1 : 0;
            case LESS_EQUAL -> a <= b ? 1 : 0;
            case GREATER -> a > b ? 1 : 0;
            case GREATER_EQUAL -> a >= b ? 1 : 0;
            case AND -> a * b;
            case OR -> Math.max(a, b);
            case XOR -> a != b ? 1 : 0;
        };
    }

    /** The slope by central differences. */
    public static double slope(UnaryFn fn, double x, double a, double b) {
        double h = 1e-5;
        return (of(fn, x + h, a, b) - of(fn, x - h, a, b)) / (2 * h);
    }

    /** erf x = 2/√π · e^(−x²) · Σ 2ⁿ x²ⁿ⁺¹ / (1 · 3 · … · (2n+1)): no two terms cancel. */
    static double erf(double x) {
        if (Math.abs(x) > 6.5) {
            return Math.signum(x);
        }
        double term = x;
        double sum = x;
        for (int n = 1; n < 300; n++) {
            term *= 2 * x * x / (2 * n + 1);
            sum += term;
        }
        return 2 / Math.sqrt(Math.PI) * Math.exp(-x * x) * sum;
    }
}
