package org.librate.core.kernel.onednn;

import static org.bytedeco.dnnl.global.dnnl.*;

import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive_attr;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.jspecify.annotations.Nullable;
import org.librate.core.DType;
import org.librate.core.kernel.KernelOp;
import org.librate.core.kernel.NativeArray;
import org.librate.core.kernel.UnaryFn;
import org.librate.core.kernel.Width;

/** Functions of one argument and their gradients. */
final class OneDnnElementwise {

    /** Up to this many elements of plain arithmetic a loop in Java is done before a native call has begun (0.03 against 0.7 µs for ten). */
    static final long SMALL = 2048;

    /** The same for functions with an exponential or the like, which Java computes one by one. */
    private static final long FEW = 24;

    private OneDnnElementwise() {
    }

    /** The most elements for which Java is the faster. */
    static long mostForJava(UnaryFn fn) {
        return switch (fn) {
            case GELU, GELU_TANH, SILU, MISH -> 0; // the same limits at −∞ for any size
            default -> isPlain(fn) ? SMALL : FEW;
        };
    }

    private static boolean isPlain(UnaryFn fn) {
        return switch (fn) {
            case LINEAR, NEGATE, ABS, SQUARE, RELU, LEAKY_RELU, CLIP, ROUND, SQRT -> true;
            default -> false;
        };
    }

    /** Functions that cost an exponential or more are worth a thread sooner. */
    static int width(UnaryFn fn, NativeArray x) {
        return Width.forWork(x.size() * (isPlain(fn) ? 1.0 : 3.0));
    }

    /** Arrays: x, y. */
    static void forward(PlanBuilder plan, KernelOp.Unary op, NativeArray[] arrays) {
        long n = arrays[0].size();
        switch (op.fn()) {
            case RELU -> relu(plan, n, plan.array(0), plan.array(1));
            case LEAKY_RELU -> {
                if (op.a() == 0) { // oneDNN then forgets NaN
                    relu(plan, n, plan.array(0), plan.array(1));
                } else {
                    simple(plan, op, arrays);
                }
            }
            case EXP -> exp(plan, n, plan.array(0), plan.array(1));
            case GELU -> gelu(plan, n, plan.array(0), plan.array(1));
            case RSQRT -> { // not as a power: that makes 0 of −∞
                dnnl_memory_desc flat = plan.dense(n);
                dnnl_primitive_attr attr = plan.attributes().then(dnnl_eltwise_sqrt, 0, 0).then(dnnl_eltwise_pow, 1, -1).get();
                chain(plan, flat, attr, plan.array(0), plan.array(1));
            }
            case LINEAR -> linear(plan, n, op.a() != 1, op.b() != 0);
            case CLIP -> {
                // min(b, x), then max(a, that): NaN wins where it stands second, and only there.
                Plan.Place capped = plan.temporary(n * DType.FLOAT32.bytes());
                limit(plan, n, plan.array(0), dnnl_binary_min, plan.number(), capped);
                limit(plan, n, capped, dnnl_binary_max, plan.number(), plan.array(1));
            }
            default -> simple(plan, op, arrays);
        }
    }

    /** The op without the numbers that a call brings along: of LINEAR only remains whether there is a factor, and an addend. */
    static KernelOp.Unary kind(KernelOp.Unary op) {
        return switch (op.fn()) {
            case LINEAR -> new KernelOp.Unary(UnaryFn.LINEAR, op.a() == 1 ? 1 : 2, op.b() == 0 ? 0 : 2);
            case CLIP -> new KernelOp.Unary(UnaryFn.CLIP, 0, 0);
            default -> op;
        };
    }

    /** Those numbers. */
    static Given given(KernelOp.Unary op) {
        return switch (op.fn()) {
            case LINEAR -> op.a() == 1 ? Given.numbers(op.b()) : Given.numbers(op.a(), op.b());
            case CLIP -> Given.numbers(op.b(), op.a());
            default -> Given.NOTHING;
        };
    }

    /** y = a·x + b, with a and b read from memory. */
    private static void linear(PlanBuilder plan, long n, boolean scales, boolean shifts) {
        dnnl_memory_desc flat = plan.dense(n);
        dnnl_memory_desc number = plan.dense(1L);
        dnnl_primitive_attr attr = (scales && shifts ? plan.attributes().thenWith(dnnl_binary_add, number) : plan.attributes()).get();
        PlanBuilder.Stage stage = plan.primitive("linear",
                d -> dnnl_binary_primitive_desc_create(d, OneDnn.ENGINE, scales ? dnnl_binary_mul : dnnl_binary_add, flat, number, flat, attr))
                .with(DNNL_ARG_SRC_0, flat, plan.array(0))
                .with(DNNL_ARG_SRC_1, number, plan.number())
                .with(DNNL_ARG_DST, flat, plan.array(1));
        if (scales && shifts) {
            stage.with(PlanBuilder.postArgument(0), number, plan.number());
        }
    }

    /** y = combine(number, x): the number has to stand first, where a NaN in x wins. */
    private static void limit(PlanBuilder plan, long n, Plan.Place x, int combine, Plan.Place number, Plan.Place y) {
        dnnl_memory_desc flat = plan.dense(n);
        dnnl_memory_desc one = plan.dense(1L);
        dnnl_primitive_attr attr = plan.attributes().then(dnnl_eltwise_clip, 0, 0).thenWith(dnnl_binary_add, one).thenWith(combine, flat).get();
        chain(plan, flat, attr, x, y).with(PlanBuilder.postArgument(1), one, number).with(PlanBuilder.postArgument(2), flat, x);
    }

    /** Whatever y holds, NaN included, limited to [0, 0], plus the number where it is not to be 0. */
    static void fill(PlanBuilder plan, long n, boolean zero, Plan.Place y) {
        dnnl_memory_desc flat = plan.dense(n);
        if (zero) { // gradients are cleared in every step, and this begins a little sooner
            dnnl_primitive_attr attr = plan.plain();
            plan.primitive("clear", d -> dnnl_eltwise_forward_primitive_desc_create(d, OneDnn.ENGINE, dnnl_forward_inference, dnnl_eltwise_clip, flat,
                    flat, 0, 0, attr)).with(DNNL_ARG_SRC, flat, y)
                    .with(DNNL_ARG_DST, flat, y);
            return;
        }
        dnnl_memory_desc one = plan.dense(1L);
        dnnl_primitive_attr attr = plan.attributes().then(dnnl_eltwise_clip, 0, 0).thenWith(dnnl_binary_add, one).get();
        chain(plan, flat, attr, y, y).with(PlanBuilder.postArgument(1), one, plan.number());
    }

    /** y = max(0, x); NaN stays. */
    static void relu(PlanBuilder plan, long n, Plan.Place x, Plan.Place y) {
        keepingNan(plan, n, x, y, dnnl_eltwise_relu, 0, 0, dnnl_binary_max);
    }

    /** y = x·Φ(x). oneDNN's gives NaN for ∞, but ∞ for the largest finite number: so x is limited to that first, as NaN must not be. */
    static void gelu(PlanBuilder plan, long n, Plan.Place x, Plan.Place y) {
        dnnl_memory_desc flat = plan.dense(n);
        dnnl_primitive_attr attr = plan.attributes().then(dnnl_eltwise_clip, Float.MAX_VALUE, Float.MAX_VALUE).thenWith(dnnl_binary_min, flat)
                .then(dnnl_eltwise_gelu_erf, 0, 0).get();
        chain(plan, flat, attr, x, y).with(PlanBuilder.postArgument(1), flat, x);
    }

    /** y = eˣ; NaN stays, as eˣ > x for every other x. */
    static void exp(PlanBuilder plan, long n, Plan.Place x, Plan.Place y) {
        keepingNan(plan, n, x, y, dnnl_eltwise_exp, 0, 0, dnnl_binary_max);
    }

    /**
     * y = combine(f(x), x) where f loses NaN: oneDNN's maximum and minimum return the second argument when either is NaN. The
     * first step of a binary primitive is max(x, x) = x, all else follows while the values are in registers.
     */
    private static void keepingNan(PlanBuilder plan, long n, Plan.Place x, Plan.Place y, int f, float alpha, float beta, int combine) {
        dnnl_memory_desc flat = plan.dense(n);
        dnnl_primitive_attr attr = plan.attributes().then(f, alpha, beta).thenWith(combine, flat).get();
        chain(plan, flat, attr, x, y).with(PlanBuilder.postArgument(1), flat, x);
    }

    /** y = e^−|x|, for finite x. */
    static void expOfMinusAbs(PlanBuilder plan, long n, Plan.Place x, Plan.Place y) {
        dnnl_memory_desc flat = plan.dense(n);
        dnnl_primitive_attr attr = plan.attributes().then(dnnl_eltwise_abs, 0, 0).then(dnnl_eltwise_linear, -1, 0).then(dnnl_eltwise_exp, 0, 0).get();
        chain(plan, flat, attr, x, y);
    }

    /** Functions one after the other, as post-ops of max(x, x) = x. */
    private static PlanBuilder.Stage chain(PlanBuilder plan, dnnl_memory_desc flat, dnnl_primitive_attr attr, Plan.Place x, Plan.Place y) {
        return plan.primitive("elementwise", d -> dnnl_binary_primitive_desc_create(d, OneDnn.ENGINE, dnnl_binary_max, flat, flat, flat, attr))
                .with(DNNL_ARG_SRC_0, flat, x)
                .with(DNNL_ARG_SRC_1, flat, x)
                .with(DNNL_ARG_DST, flat, y);
    }

    private static void simple(PlanBuilder plan, KernelOp.Unary op, NativeArray[] arrays) {
        EltwiseAlgorithm f = EltwiseAlgorithm.forward(op.fn(), op.a(), op.b());
        if (f == null) {
            throw new PlanBuilder.Unsupported(op.toString());
        }
        dnnl_memory_desc flat = plan.dense(arrays[0].size());
        dnnl_primitive_attr attr = plan.plain();
        plan.primitive(op.fn().name(), d -> dnnl_eltwise_forward_primitive_desc_create(d, OneDnn.ENGINE, dnnl_forward_training, f.id(), flat, flat,
                f.alpha(), f.beta(), attr)).with(DNNL_ARG_SRC, flat, plan.array(0))
                .with(DNNL_ARG_DST, flat, plan.array(1));
    }

    /** Arrays: g, x or y, dx. */
    static void backward(PlanBuilder plan, KernelOp.UnaryGradient op, NativeArray[] arrays) {
        switch (op.fn()) {
            case RECIPROCAL -> product(plan, arrays[0].size(), 1, -1); // −g y²
            case RSQRT -> product(plan, arrays[0].size(), 2, -0.5f); // −g y³ / 2
            case EXP -> product(plan, arrays[0].size(), 0, 1); // g y
            case TANH, SIGMOID -> { // (1 − y²) g, (1 − y) y g: a tenth faster than oneDNN's own
                dnnl_memory_desc flat = plan.dense(arrays[0].size());
                boolean tanh = op.fn() == UnaryFn.TANH;
                PlanBuilder.Attributes attributes = plan.attributes().then(dnnl_eltwise_linear, -1, 1);
                dnnl_primitive_attr attr = (tanh ? attributes : attributes.thenWith(dnnl_binary_mul, flat)).thenWith(dnnl_binary_mul, flat).get();
                PlanBuilder.Stage stage = plan.primitive("slope",
                        d -> dnnl_binary_primitive_desc_create(d, OneDnn.ENGINE, tanh ? dnnl_binary_mul : dnnl_binary_max, flat, flat, flat, attr))
                        .with(DNNL_ARG_SRC_0, flat, plan.array(1))
                        .with(DNNL_ARG_SRC_1, flat, plan.array(1))
                        .with(DNNL_ARG_DST, flat, plan.array(2))
                        .with(PlanBuilder.postArgument(tanh ? 1 : 2), flat, plan.array(0));
                if (!tanh) {
                    stage.with(PlanBuilder.postArgument(1), flat, plan.array(1));
                }
            }
            default -> simpleGradient(plan, op, arrays);
        }
    }

    /** dx = factor · g · y · yᵐ with m = more. */
    private static void product(PlanBuilder plan, long n, int more, float factor) {
        dnnl_memory_desc flat = plan.dense(n);
        PlanBuilder.Attributes attributes = plan.attributes();
        for (int i = 0; i < more; i++) {
            attributes.thenWith(dnnl_binary_mul, flat);
        }
        dnnl_primitive_attr attr = (factor == 1 ? attributes : attributes.then(dnnl_eltwise_linear, factor, 0)).get();
        PlanBuilder.Stage stage = plan.primitive("product",
                d -> dnnl_binary_primitive_desc_create(d, OneDnn.ENGINE, dnnl_binary_mul, flat, flat, flat, attr))
                .with(DNNL_ARG_SRC_0, flat, plan.array(0))
                .with(DNNL_ARG_SRC_1, flat, plan.array(1))
                .with(DNNL_ARG_DST, flat, plan.array(2));
        for (int i = 0; i < more; i++) {
            stage.with(PlanBuilder.postArgument(i), flat, plan.array(1));
        }
    }

    private static void simpleGradient(PlanBuilder plan, KernelOp.UnaryGradient op, NativeArray[] arrays) {
        EltwiseAlgorithm f = EltwiseAlgorithm.backward(op.fn(), op.a(), op.b());
        if (f == null) {
            throw new PlanBuilder.Unsupported(op.toString());
        }
        dnnl_memory_desc flat = plan.dense(arrays[0].size());
        dnnl_primitive_attr attr = plan.plain();
        dnnl_primitive_desc hint = plan.describe(op.fn().name(),
                d -> dnnl_eltwise_forward_primitive_desc_create(d, OneDnn.ENGINE, dnnl_forward_training, f.id(), flat, flat, f.alpha(), f.beta(),
                attr));
        plan.primitive(op.fn() + " gradient", d -> dnnl_eltwise_backward_primitive_desc_create(d, OneDnn.ENGINE, f.id(), flat, flat, flat, f.alpha(),
                f.beta(), hint, attr)).with(DNNL_ARG_DIFF_DST, flat, plan.array(0))
                .with(op.fn().slopeFrom() == UnaryFn.Slope.OUTPUT ? DNNL_ARG_DST : DNNL_ARG_SRC, flat, plan.array(1))
                .with(DNNL_ARG_DIFF_SRC, flat, plan.array(2));
    }
}
