package org.librate.core.kernel.onednn;

import static org.bytedeco.dnnl.global.dnnl.*;

import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive_attr;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.jspecify.annotations.Nullable;
import org.librate.core.kernel.KernelOp;
import org.librate.core.kernel.NativeArray;
import org.librate.core.kernel.UnaryFn;
import org.librate.core.kernel.Width;

/** Functions of one argument and their gradients. */
final class OneDnnElementwise {

    private OneDnnElementwise() {
    }

    /** Functions that cost an exponential or more are worth a thread sooner. */
    static int width(UnaryFn fn, NativeArray x) {
        double cost = switch (fn) {
            case LINEAR, NEGATE, ABS, SQUARE, RELU, LEAKY_RELU, CLIP, ROUND, SQRT -> 1;
            default -> 3;
        };
        return Width.forWork(x.size() * cost);
    }

    /** Arrays: x, y. */
    static void forward(PlanBuilder plan, KernelOp.Unary op, @Nullable NativeArray[] arrays) {
        EltwiseAlgorithm f = EltwiseAlgorithm.forward(op.fn(), op.a(), op.b());
        if (f == null) {
            throw new PlanBuilder.Unsupported(op.toString());
        }
        dnnl_memory_desc flat = plan.dense(arrays[0].size());
        dnnl_primitive_attr attr = plan.plain();
        plan.primitive(op.fn().name(), d -> dnnl_eltwise_forward_primitive_desc_create(d, OneDnn.ENGINE, dnnl_forward_training, f.id(), flat, flat, f.alpha(), f.beta(), attr))
                .with(DNNL_ARG_SRC, flat, plan.array(0))
                .with(DNNL_ARG_DST, flat, plan.array(1));
    }

    /** Arrays: g, x or y, dx. */
    static void backward(PlanBuilder plan, KernelOp.UnaryGradient op, @Nullable NativeArray[] arrays) {
        EltwiseAlgorithm f = EltwiseAlgorithm.backward(op.fn(), op.a(), op.b());
        if (f == null) {
            throw new PlanBuilder.Unsupported(op.toString());
        }
        dnnl_memory_desc flat = plan.dense(arrays[0].size());
        dnnl_primitive_attr attr = plan.plain();
        dnnl_primitive_desc hint = plan.describe(op.fn().name(), d -> dnnl_eltwise_forward_primitive_desc_create(d, OneDnn.ENGINE, dnnl_forward_training, f.id(), flat, flat, f.alpha(), f.beta(), attr));
        plan.primitive(op.fn() + " gradient", d -> dnnl_eltwise_backward_primitive_desc_create(d, OneDnn.ENGINE, f.id(), flat, flat, flat, f.alpha(), f.beta(), hint, attr))
                .with(DNNL_ARG_DIFF_DST, flat, plan.array(0))
                .with(op.fn().slopeFrom() == UnaryFn.Slope.OUTPUT ? DNNL_ARG_DST : DNNL_ARG_SRC, flat, plan.array(1))
                .with(DNNL_ARG_DIFF_SRC, flat, plan.array(2));
    }
}
