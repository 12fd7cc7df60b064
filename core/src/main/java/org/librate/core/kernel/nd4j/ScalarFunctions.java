package org.librate.core.kernel.nd4j;

import java.util.function.DoubleUnaryOperator;
import org.librate.core.kernel.KernelOp;

/** The elementwise functions, and their slopes, on one number in double precision. NaN in, NaN out. */
final class ScalarFunctions {

    private static final double GELU_TANH_SCALE = Math.sqrt(2 / Math.PI);
    private static final double GELU_TANH_CUBIC = 0.044715;

    private ScalarFunctions() {
    }

    /** The functions that ND4J gets wrong or does not have; {@link Nd4jUnary} says which and why. */
    static DoubleUnaryOperator function(KernelOp.Unary op) {
        double a = op.a();
        double b = op.b();
        return switch (op.fn()) {
            case SIGN -> Math::signum;
            case EXPM1 -> Math::expm1;
            case LOG1P -> Math::log1p;
            case TANH -> Math::tanh;
            case ELU -> x -> x > 0 ? x : a * Math.expm1(x);
            case GELU_TANH -> x -> 0.5 * x * (1 + Math.tanh(geluAngle(x)));
            case SILU -> x -> x * sigmoid(x);
            case SOFTPLUS -> ScalarFunctions::softplus;
            case MISH -> x -> x * Math.tanh(softplus(x));
            case CLIP -> x -> Math.min(Math.max(x, a), b);
            default -> throw new IllegalArgumentException("Nd4jKernels: the function must have a scalar form, got " + op.fn() + ".");
        };
    }

    /** f'(x), from x or from y as the function says. GELU is missing: it needs ND4J's error function. */
    static DoubleUnaryOperator slope(KernelOp.UnaryGradient op) {
        double a = op.a();
        double b = op.b();
        return switch (op.fn()) {
            case LINEAR -> x -> a;
            case NEGATE -> x -> -1;
            case SIGN, FLOOR, CEIL, ROUND -> x -> 0;
            case ABS -> Math::signum;
            case SQUARE -> x -> 2 * x;
            case SQRT -> y -> 0.5 / y;
            case RSQRT -> y -> -0.5 * y * y * y;
            case RECIPROCAL -> y -> -y * y;
            case POWER -> x -> a == 0 ? 0 * x : a * Math.pow(x, a - 1);
            case EXP -> y -> y;
            case EXPM1 -> y -> y + 1;
            case LOG -> x -> 1 / x;
            case LOG1P -> x -> 1 / (1 + x);
            case SIN -> Math::cos;
            case COS -> x -> -Math.sin(x);
            case TANH -> y -> (1 - y) * (1 + y);
            case SIGMOID -> y -> y * (1 - y);
            case ERF -> x -> 2 / Math.sqrt(Math.PI) * Math.exp(-x * x);
            case RELU -> y -> y > 0 ? 1 : 0 * y;
            case LEAKY_RELU -> x -> x > 0 ? 1 : x <= 0 ? a : x;
            case ELU -> x -> x > 0 ? 1 : a * Math.exp(x);
            case GELU_TANH -> ScalarFunctions::geluTanhSlope;
            case SILU -> x -> siluSlope(x);
            case SOFTPLUS -> ScalarFunctions::sigmoid;
            case MISH -> ScalarFunctions::mishSlope;
            case CLIP -> x -> x >= a && x <= b ? 1 : x < a || x > b ? 0 : x;
            case GELU -> throw new IllegalArgumentException("Nd4jKernels: the slope of GELU has no scalar form.");
        };
    }

    /** Exact for large |x|: eˣ is only taken of negative numbers. */
    static double sigmoid(double x) {
        double e = Math.exp(-Math.abs(x));
        return x >= 0 ? 1 / (1 + e) : e / (1 + e);
    }

    /** log(1 + eˣ), without overflow and without losing the small results of negative x. */
    static double softplus(double x) {
        return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
    }

    private static double siluSlope(double x) {
        double s = sigmoid(x);
        return s * (1 + x * (1 - s));
    }

    private static double mishSlope(double x) {
        double t = Math.tanh(softplus(x));
        return t + x * (1 - t) * (1 + t) * sigmoid(x);
    }

    private static double geluAngle(double x) {
        return GELU_TANH_SCALE * (x + GELU_TANH_CUBIC * x * x * x);
    }

    private static double geluTanhSlope(double x) {
        double t = Math.tanh(geluAngle(x));
        double angleSlope = GELU_TANH_SCALE * (1 + 3 * GELU_TANH_CUBIC * x * x);
        return 0.5 * (1 + t) + 0.5 * x * (1 - t) * (1 + t) * angleSlope;
    }
}
