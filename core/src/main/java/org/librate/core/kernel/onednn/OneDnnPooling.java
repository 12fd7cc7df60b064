package org.librate.core.kernel.onednn;

import static org.bytedeco.dnnl.global.dnnl.*;

import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive_attr;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.jspecify.annotations.Nullable;
import org.librate.core.DType;
import org.librate.core.Shape;
import org.librate.core.kernel.KernelOp;
import org.librate.core.kernel.NativeArray;
import org.librate.core.kernel.Width;
import org.librate.core.kernel.Window;

/** Pooling over channels-last images. oneDNN's own workspace is exactly the positions that the contract asks for. */
final class OneDnnPooling {

    private OneDnnPooling() {
    }

    static int width(Window window, NativeArray small) {
        return Width.forWork((double) small.size() * window.area());
    }

    /** Arrays: x, y, positions. */
    static void max(PlanBuilder plan, KernelOp.MaxPool op, NativeArray[] arrays) {
        Geometry g = new Geometry(plan, op.window(), arrays[0].shape(), arrays[1].shape());
        dnnl_primitive_desc description = g.forward(dnnl_pooling_max);
        plan.primitive("max pooling", description)
                .with(DNNL_ARG_SRC, g.x, plan.array(0))
                .with(DNNL_ARG_DST, g.y, plan.array(1))
                .with(DNNL_ARG_WORKSPACE, positions(plan, description, arrays[2]), plan.array(2));
        NanPooling.lay(plan, op.window(), arrays[0].shape(), arrays[1].shape());
    }

    /** Arrays: g, positions, dx. */
    static void maxGradient(PlanBuilder plan, KernelOp.MaxPoolGradient op, NativeArray[] arrays) {
        Geometry g = new Geometry(plan, op.window(), arrays[2].shape(), arrays[0].shape());
        dnnl_primitive_desc hint = g.forward(dnnl_pooling_max);
        plan.primitive("max pooling gradient", g.backward(dnnl_pooling_max, hint))
                .with(DNNL_ARG_DIFF_DST, g.y, plan.array(0))
                .with(DNNL_ARG_WORKSPACE, positions(plan, hint, arrays[1]), plan.array(1))
                .with(DNNL_ARG_DIFF_SRC, g.x, plan.array(2));
    }

    /** Arrays: x, y. */
    static void average(PlanBuilder plan, KernelOp.AveragePool op, NativeArray[] arrays) {
        Geometry g = new Geometry(plan, op.window(), arrays[0].shape(), arrays[1].shape());
        plan.primitive("average pooling", g.forward(averaging(op.countPadding())))
                .with(DNNL_ARG_SRC, g.x, plan.array(0))
                .with(DNNL_ARG_DST, g.y, plan.array(1));
    }

    /** Arrays: g, dx. */
    static void averageGradient(PlanBuilder plan, KernelOp.AveragePoolGradient op, NativeArray[] arrays) {
        Geometry g = new Geometry(plan, op.window(), arrays[1].shape(), arrays[0].shape());
        int algorithm = averaging(op.countPadding());
        plan.primitive("average pooling gradient", g.backward(algorithm, g.forward(algorithm)))
                .with(DNNL_ARG_DIFF_DST, g.y, plan.array(0))
                .with(DNNL_ARG_DIFF_SRC, g.x, plan.array(1));
    }

    private static int averaging(boolean countPadding) {
        return countPadding ? dnnl_pooling_avg_include_padding : dnnl_pooling_avg_exclude_padding;
    }

    /** The layout of the positions, if this implementation stores them the way the contract does. */
    private static dnnl_memory_desc positions(PlanBuilder plan, dnnl_primitive_desc forward, NativeArray positions) {
        int type = positions.dtype() == DType.UINT8 ? dnnl_u8 : dnnl_s32;
        dnnl_memory_desc wanted = OneDnnConvolution.images(plan, type, positions.shape());
        if (!PlanBuilder.same(wanted, plan.chosen(forward, dnnl_query_workspace_md))) {
            throw new PlanBuilder.Unsupported("positions of another kind");
        }
        return wanted;
    }

    private static final class Geometry {
        private final PlanBuilder plan;
        private final Window window;
        final dnnl_memory_desc x;
        final dnnl_memory_desc y;
        private final long[] kernel;
        private final long[] strides;
        private final long[] dilates;
        private final long[] before;
        private final long[] after;

        Geometry(PlanBuilder plan, Window window, Shape x, Shape y) {
            this.plan = plan;
            this.window = window;
            this.x = OneDnnConvolution.images(plan, x);
            this.y = OneDnnConvolution.images(plan, y);
            kernel = new long[] {window.height(), window.width()};
            strides = new long[] {window.strideHeight(), window.strideWidth()};
            dilates = new long[] {window.dilationHeight() - 1L, window.dilationWidth() - 1L};
            before = new long[] {window.top(), window.left()};
            after = new long[] {window.bottom(), window.right()};
        }

        dnnl_primitive_desc forward(int algorithm) {
            dnnl_primitive_attr attr = plan.plain();
            return plan.describe("pooling " + window, d -> dnnl_pooling_forward_primitive_desc_create(d, OneDnn.ENGINE, dnnl_forward_training,
                    algorithm, x, y, strides, kernel, dilates, before, after, attr));
        }

        dnnl_primitive_desc backward(int algorithm, dnnl_primitive_desc hint) {
            dnnl_primitive_attr attr = plan.plain();
            return plan.describe("pooling gradient " + window, d -> dnnl_pooling_backward_primitive_desc_create(d, OneDnn.ENGINE,
                    algorithm, x, y, strides, kernel, dilates, before, after, hint, attr));
        }
    }
}
