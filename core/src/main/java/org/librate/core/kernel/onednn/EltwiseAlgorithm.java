package org.librate.core.kernel.onednn;

import static org.bytedeco.dnnl.global.dnnl.*;

import org.jspecify.annotations.Nullable;
import org.librate.core.kernel.UnaryFn;

/** oneDNN's name for an elementwise function, with its two parameters. */
record EltwiseAlgorithm(int id, float alpha, float beta) {

    /** Null where oneDNN has no such function, or one that is not right everywhere. */
    static @Nullable EltwiseAlgorithm forward(UnaryFn fn, double a, double b) {
        float alpha = (float) a;
        float beta = (float) b;
        return switch (fn) {
            case LINEAR -> new EltwiseAlgorithm(dnnl_eltwise_linear, alpha, beta);
            case NEGATE -> new EltwiseAlgorithm(dnnl_eltwise_linear, -1, 0);
            case ABS -> new EltwiseAlgorithm(dnnl_eltwise_abs, 0, 0);
            case ROUND -> new EltwiseAlgorithm(dnnl_eltwise_round, 0, 0);
            case SQUARE -> new EltwiseAlgorithm(dnnl_eltwise_square, 0, 0);
            case SQRT -> new EltwiseAlgorithm(dnnl_eltwise_sqrt, 0, 0);
            case RECIPROCAL -> new EltwiseAlgorithm(dnnl_eltwise_pow, 1, -1);
            case POWER -> new EltwiseAlgorithm(dnnl_eltwise_pow, 1, alpha);
            case EXP -> new EltwiseAlgorithm(dnnl_eltwise_exp, 0, 0);
            case TANH -> new EltwiseAlgorithm(dnnl_eltwise_tanh, 0, 0);
            case SIGMOID -> new EltwiseAlgorithm(dnnl_eltwise_logistic, 0, 0);
            case RELU -> new EltwiseAlgorithm(dnnl_eltwise_relu, 0, 0);
            case LEAKY_RELU -> new EltwiseAlgorithm(dnnl_eltwise_relu, alpha, 0);
            case ELU -> new EltwiseAlgorithm(dnnl_eltwise_elu, alpha, 0);
            case GELU -> new EltwiseAlgorithm(dnnl_eltwise_gelu_erf, 0, 0);
            case GELU_TANH -> new EltwiseAlgorithm(dnnl_eltwise_gelu_tanh, 0, 0);
            case SILU -> new EltwiseAlgorithm(dnnl_eltwise_swish, 1, 0);
            case SOFTPLUS -> new EltwiseAlgorithm(dnnl_eltwise_soft_relu, 1, 0);
            case MISH -> new EltwiseAlgorithm(dnnl_eltwise_mish, 0, 0);
            case CLIP -> new EltwiseAlgorithm(dnnl_eltwise_clip_v2, alpha, beta);
            case SIGN, FLOOR, CEIL, EXPM1, LOG, LOG1P, SIN, COS, ERF, RSQRT -> null; // there is a log, but 6·10⁻⁶ off near 1
        };
    }

    /** The same for the gradient, from what {@link UnaryFn#slopeFrom} says; null as above. */
    static @Nullable EltwiseAlgorithm backward(UnaryFn fn, double a, double b) {
        float alpha = (float) a;
        return switch (fn) {
            case RELU -> new EltwiseAlgorithm(dnnl_eltwise_relu_use_dst_for_bwd, 0, 0);
            case SQRT -> new EltwiseAlgorithm(dnnl_eltwise_sqrt_use_dst_for_bwd, 0, 0);
            case LOG -> new EltwiseAlgorithm(dnnl_eltwise_log, 0, 0); // g / x, which is exact
            case ABS, SQUARE, GELU, GELU_TANH, SILU, SOFTPLUS, MISH, ELU, LEAKY_RELU, POWER -> forward(fn, alpha, b);
            default -> null;
        };
    }
}
