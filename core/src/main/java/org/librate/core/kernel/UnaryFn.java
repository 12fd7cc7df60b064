package org.librate.core.kernel;

/**
 * The elementwise functions of one argument, {@code y = f(x; a, b)}. What a and b mean stands with each; most need neither.
 *
 * <p>{@link #slopeFrom} says which of x and y the derivative is computed from, so that nothing else has to be kept.
 */
public enum UnaryFn {
    /** a·x + b. */
    LINEAR(Slope.CONSTANT),
    NEGATE(Slope.CONSTANT),
    ABS(Slope.INPUT),
    SIGN(Slope.ZERO),
    FLOOR(Slope.ZERO),
    CEIL(Slope.ZERO),
    /** To the nearest integer, halves to the even one. */
    ROUND(Slope.ZERO),
    SQUARE(Slope.INPUT),
    SQRT(Slope.OUTPUT),
    /** 1 / √x. */
    RSQRT(Slope.OUTPUT),
    RECIPROCAL(Slope.OUTPUT),
    /** x to the power a. */
    POWER(Slope.INPUT),
    EXP(Slope.OUTPUT),
    EXPM1(Slope.OUTPUT),
    LOG(Slope.INPUT),
    LOG1P(Slope.INPUT),
    SIN(Slope.INPUT),
    COS(Slope.INPUT),
    TANH(Slope.OUTPUT),
    SIGMOID(Slope.OUTPUT),
    ERF(Slope.INPUT),
    RELU(Slope.OUTPUT),
    /** x for x > 0, a·x otherwise; for a = 0 the same as RELU, also at −∞. */
    LEAKY_RELU(Slope.INPUT),
    /** x for x > 0, a·(eˣ − 1) otherwise. */
    ELU(Slope.INPUT),
    /** x·Φ(x) with the exact normal distribution. */
    GELU(Slope.INPUT),
    /** The tanh approximation of GELU. */
    GELU_TANH(Slope.INPUT),
    /** x·σ(x). */
    SILU(Slope.INPUT),
    /** log(1 + eˣ), right for large |x|. */
    SOFTPLUS(Slope.INPUT),
    /** x·tanh(softplus(x)). */
    MISH(Slope.INPUT),
    /** x limited to [a, b]; slope 1 inside and on the limits. */
    CLIP(Slope.INPUT);

    /** What a derivative is computed from. */
    public enum Slope { ZERO, CONSTANT, INPUT, OUTPUT }

    private final Slope slope;

    UnaryFn(Slope slope) {
        this.slope = slope;
    }

    public Slope slopeFrom() {
        return slope;
    }
}
