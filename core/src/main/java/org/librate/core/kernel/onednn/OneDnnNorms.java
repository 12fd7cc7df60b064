package org.librate.core.kernel.onednn;

import static org.bytedeco.dnnl.global.dnnl.*;

import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive_attr;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.jspecify.annotations.Nullable;
import org.librate.core.Shape;
import org.librate.core.kernel.KernelOp;
import org.librate.core.kernel.NativeArray;
import org.librate.core.kernel.Width;

/** Batch, layer and group normalisation with their gradients. */
final class OneDnnNorms {

    private static final int SCALE_AND_SHIFT = dnnl_use_scale | dnnl_use_shift;

    private OneDnnNorms() {
    }

    static int width(NativeArray x) {
        return Width.forWork(x.size() * 2.0);
    }

    // ---- batch ----

    /** Arrays: x, γ, β, y, μ, σ². */
    static void batch(PlanBuilder plan, KernelOp.BatchNorm op, NativeArray[] arrays) {
        dnnl_memory_desc x = channelsSecond(plan, arrays[0].shape());
        dnnl_memory_desc c = plan.dense(arrays[1].size());
        plan.primitive("batch norm", batchForward(plan, dnnl_forward_training, x, op.epsilon(), SCALE_AND_SHIFT))
                .with(DNNL_ARG_SRC, x, plan.array(0))
                .with(DNNL_ARG_SCALE, c, plan.array(1))
                .with(DNNL_ARG_SHIFT, c, plan.array(2))
                .with(DNNL_ARG_DST, x, plan.array(3))
                .with(DNNL_ARG_MEAN, c, plan.array(4))
                .with(DNNL_ARG_VARIANCE, c, plan.array(5));
    }

    /** Arrays: x, γ, β, μ, σ², y. */
    static void frozenBatch(PlanBuilder plan, KernelOp.FrozenBatchNorm op, NativeArray[] arrays) {
        dnnl_memory_desc x = channelsSecond(plan, arrays[0].shape());
        dnnl_memory_desc c = plan.dense(arrays[1].size());
        plan.primitive("frozen batch norm", batchForward(plan, dnnl_forward_inference, x, op.epsilon(), SCALE_AND_SHIFT | dnnl_use_global_stats))
                .with(DNNL_ARG_SRC, x, plan.array(0))
                .with(DNNL_ARG_SCALE, c, plan.array(1))
                .with(DNNL_ARG_SHIFT, c, plan.array(2))
                .with(DNNL_ARG_MEAN, c, plan.array(3))
                .with(DNNL_ARG_VARIANCE, c, plan.array(4))
                .with(DNNL_ARG_DST, x, plan.array(5));
    }

    /** Arrays: g, x, γ, μ, σ², dx, dγ, dβ. */
    static void batchGradient(PlanBuilder plan, KernelOp.BatchNormGradient op, NativeArray[] arrays) {
        dnnl_memory_desc x = channelsSecond(plan, arrays[1].shape());
        dnnl_memory_desc c = plan.dense(arrays[2].size());
        dnnl_primitive_desc hint = batchForward(plan, dnnl_forward_training, x, op.epsilon(), SCALE_AND_SHIFT);
        dnnl_primitive_attr attr = plan.plain();
        plan.primitive("batch norm gradient", d -> dnnl_batch_normalization_backward_primitive_desc_create(d, OneDnn.ENGINE, dnnl_backward,
                        x, x, x, (float) op.epsilon(), SCALE_AND_SHIFT, hint, attr))
                .with(DNNL_ARG_DIFF_DST, x, plan.array(0))
                .with(DNNL_ARG_SRC, x, plan.array(1))
                .with(DNNL_ARG_SCALE, c, plan.array(2))
                .with(DNNL_ARG_MEAN, c, plan.array(3))
                .with(DNNL_ARG_VARIANCE, c, plan.array(4))
                .with(DNNL_ARG_DIFF_SRC, x, plan.array(5))
                .with(DNNL_ARG_DIFF_SCALE, c, plan.array(6))
                .with(DNNL_ARG_DIFF_SHIFT, c, plan.array(7));
    }

    private static dnnl_primitive_desc batchForward(PlanBuilder plan, int kind, dnnl_memory_desc x, double epsilon, int flags) {
        dnnl_primitive_attr attr = plan.plain();
        return plan.describe("batch norm", d -> dnnl_batch_normalization_forward_primitive_desc_create(d, OneDnn.ENGINE, kind, x, x, (float) epsilon,
                flags, attr));
    }

    /** [n, .., c] seen as oneDNN's (n, c, positions, 1). */
    private static dnnl_memory_desc channelsSecond(PlanBuilder plan, Shape s) {
        long c = s.last();
        long n = s.rank() == 1 ? 1 : s.dim(0);
        long positions = s.size() / (n * c);
        return plan.strided(new long[] {n, c, positions, 1}, new long[] {positions * c, 1, c, c});
    }

    // ---- layer ----

    /** Arrays: x, γ, y, σ², and unless RMS μ, β or absent. */
    static void layer(PlanBuilder plan, KernelOp.LayerNorm op, NativeArray[] arrays) {
        Rows rows = new Rows(plan, arrays[0].shape());
        int flags = dnnl_use_scale | (arrays.length > 5 ? dnnl_use_shift : 0) | (op.rootMeanSquare() ? dnnl_rms_norm : 0);
        PlanBuilder.Stage stage = plan.primitive("layer norm", rows.forward(op.epsilon(), flags))
                .with(DNNL_ARG_SRC, rows.x, plan.array(0))
                .with(DNNL_ARG_SCALE, rows.c, plan.array(1))
                .with(DNNL_ARG_DST, rows.x, plan.array(2))
                .with(DNNL_ARG_VARIANCE, rows.perRow, plan.array(3));
        if (arrays.length > 4) {
            stage.with(DNNL_ARG_MEAN, rows.perRow, plan.array(4));
        }
        if (arrays.length > 5) {
            stage.with(DNNL_ARG_SHIFT, rows.c, plan.array(5));
        }
    }

    /** Arrays: g, x, γ, σ², dx, dγ, and unless RMS μ, dβ or absent. */
    static void layerGradient(PlanBuilder plan, KernelOp.LayerNormGradient op, NativeArray[] arrays) {
        Rows rows = new Rows(plan, arrays[1].shape());
        if (op.rootMeanSquare()) {
            rms(plan, op.epsilon(), rows, arrays[1].shape());
            return;
        }
        int flags = dnnl_use_scale | (arrays.length > 7 ? dnnl_use_shift : 0);
        dnnl_primitive_desc hint = rows.forward(op.epsilon(), flags);
        dnnl_primitive_attr attr = plan.plain();
        PlanBuilder.Stage stage = plan.primitive("layer norm gradient",
                d -> dnnl_layer_normalization_backward_primitive_desc_create(d, OneDnn.ENGINE, dnnl_backward,
                        rows.x, rows.x, rows.x, rows.perRow, (float) op.epsilon(), flags, hint, attr))
                .with(DNNL_ARG_DIFF_DST, rows.x, plan.array(0))
                .with(DNNL_ARG_SRC, rows.x, plan.array(1))
                .with(DNNL_ARG_SCALE, rows.c, plan.array(2))
                .with(DNNL_ARG_VARIANCE, rows.perRow, plan.array(3))
                .with(DNNL_ARG_DIFF_SRC, rows.x, plan.array(4))
                .with(DNNL_ARG_DIFF_SCALE, rows.c, plan.array(5));
        stage.with(DNNL_ARG_MEAN, rows.perRow, plan.array(6));
        if (arrays.length > 7) {
            stage.with(DNNL_ARG_DIFF_SHIFT, rows.c, plan.array(7));
        }
    }

    /**
     * oneDNN's gradient of the root-mean-square norm leaves out the slope of the statistics (3.11), so it is put together: with
     * {@code r = 1 / √(mean(x²) + ε)} and {@code s = Σ g γ x} over a row, {@code dγ = Σ g x r} over the rows and
     * {@code dx = g γ r − x s r³ / c}. Arrays as for the layer norm.
     */
    private static void rms(PlanBuilder plan, double epsilon, Rows rows, Shape s) {
        long c = s.last();
        long n = s.size() / c;
        dnnl_memory_desc row = plan.dense(1L, c);
        dnnl_memory_desc column = plan.dense(n, 1L);
        dnnl_memory_desc line = plan.dense(1L, n);
        dnnl_memory_desc upright = plan.dense(c, 1L);
        Plan.Place r = plan.temporary(rows.perRow);
        Plan.Place gx = plan.temporary(rows.x);
        Plan.Place k = plan.temporary(rows.perRow);
        dnnl_primitive_attr root = plan.attributes().then(dnnl_eltwise_linear, 1, (float) epsilon).then(dnnl_eltwise_pow, 1, -0.5f).get();
        plan.primitive("rms", d -> dnnl_binary_primitive_desc_create(d, OneDnn.ENGINE, dnnl_binary_max, column, column, column, root))
                .with(DNNL_ARG_SRC_0, column, plan.array(3))
                .with(DNNL_ARG_SRC_1, column, plan.array(3))
                .with(DNNL_ARG_DST, column, r);
        dnnl_primitive_attr plain = plan.plain();
        plan.primitive("rms g x", d -> dnnl_binary_primitive_desc_create(d, OneDnn.ENGINE, dnnl_binary_mul, rows.x, rows.x, rows.x, plain))
                .with(DNNL_ARG_SRC_0, rows.x, plan.array(0))
                .with(DNNL_ARG_SRC_1, rows.x, plan.array(1))
                .with(DNNL_ARG_DST, rows.x, gx);
        plan.primitive("rms scale gradient", d -> dnnl_matmul_primitive_desc_create(d, OneDnn.ENGINE, line, rows.x, null, row, plain))
                .with(DNNL_ARG_SRC, line, r)
                .with(DNNL_ARG_WEIGHTS, rows.x, gx)
                .with(DNNL_ARG_DST, row, plan.array(5));
        dnnl_primitive_attr cubed = plan.attributes().thenWith(dnnl_binary_mul, column).thenWith(dnnl_binary_mul, column)
                .thenWith(dnnl_binary_mul, column).then(dnnl_eltwise_linear, -1f / c, 0).get();
        plan.primitive("rms row sums", d -> dnnl_matmul_primitive_desc_create(d, OneDnn.ENGINE, rows.x, upright, null, column, cubed))
                .with(DNNL_ARG_SRC, rows.x, gx)
                .with(DNNL_ARG_WEIGHTS, upright, plan.array(2))
                .with(DNNL_ARG_DST, column, k)
                .with(PlanBuilder.postArgument(0), column, r)
                .with(PlanBuilder.postArgument(1), column, r)
                .with(PlanBuilder.postArgument(2), column, r);
        plan.primitive("rms x part", d -> dnnl_binary_primitive_desc_create(d, OneDnn.ENGINE, dnnl_binary_mul, rows.x, column, rows.x, plain))
                .with(DNNL_ARG_SRC_0, rows.x, plan.array(1))
                .with(DNNL_ARG_SRC_1, column, k)
                .with(DNNL_ARG_DST, rows.x, plan.array(4));
        dnnl_primitive_attr sum = plan.attributes().thenWith(dnnl_binary_mul, column).thenAddOld(1).get();
        plan.primitive("rms g part", d -> dnnl_binary_primitive_desc_create(d, OneDnn.ENGINE, dnnl_binary_mul, rows.x, row, rows.x, sum))
                .with(DNNL_ARG_SRC_0, rows.x, plan.array(0))
                .with(DNNL_ARG_SRC_1, row, plan.array(2))
                .with(DNNL_ARG_DST, rows.x, plan.array(4))
                .with(PlanBuilder.postArgument(0), column, r);
    }

    private static final class Rows {
        private final PlanBuilder plan;
        final dnnl_memory_desc x;
        final dnnl_memory_desc c;
        final dnnl_memory_desc perRow;

        Rows(PlanBuilder plan, Shape s) {
            this.plan = plan;
            long rows = s.size() / s.last();
            x = plan.dense(rows, s.last());
            c = plan.dense(s.last());
            perRow = plan.dense(rows);
        }

        dnnl_primitive_desc forward(double epsilon, int flags) {
            dnnl_primitive_attr attr = plan.plain();
            return plan.describe("layer norm", d -> dnnl_layer_normalization_forward_primitive_desc_create(d, OneDnn.ENGINE, dnnl_forward_training,
                    x, x, perRow, (float) epsilon, flags, attr));
        }
    }

    // ---- group ----

    /** Arrays: x, γ, β, y, μ, σ². */
    static void group(PlanBuilder plan, KernelOp.GroupNorm op, NativeArray[] arrays) {
        dnnl_memory_desc x = channelsSecond(plan, arrays[0].shape());
        dnnl_memory_desc c = plan.dense(arrays[1].size());
        dnnl_memory_desc statistics = plan.dense(arrays[0].shape().dim(0), op.groups());
        plan.primitive("group norm", groupForward(plan, x, op.groups(), op.epsilon()))
                .with(DNNL_ARG_SRC, x, plan.array(0))
                .with(DNNL_ARG_SCALE, c, plan.array(1))
                .with(DNNL_ARG_SHIFT, c, plan.array(2))
                .with(DNNL_ARG_DST, x, plan.array(3))
                .with(DNNL_ARG_MEAN, statistics, plan.array(4))
                .with(DNNL_ARG_VARIANCE, statistics, plan.array(5));
    }

    /** Arrays: g, x, γ, μ, σ², dx, dγ, dβ. */
    static void groupGradient(PlanBuilder plan, KernelOp.GroupNormGradient op, NativeArray[] arrays) {
        dnnl_memory_desc x = channelsSecond(plan, arrays[1].shape());
        dnnl_memory_desc c = plan.dense(arrays[2].size());
        dnnl_memory_desc statistics = plan.dense(arrays[1].shape().dim(0), op.groups());
        dnnl_primitive_desc hint = groupForward(plan, x, op.groups(), op.epsilon());
        dnnl_primitive_attr attr = plan.plain();
        plan.primitive("group norm gradient", d -> dnnl_group_normalization_backward_primitive_desc_create(d, OneDnn.ENGINE, dnnl_backward,
                        x, x, x, op.groups(), (float) op.epsilon(), SCALE_AND_SHIFT, hint, attr))
                .with(DNNL_ARG_DIFF_DST, x, plan.array(0))
                .with(DNNL_ARG_SRC, x, plan.array(1))
                .with(DNNL_ARG_SCALE, c, plan.array(2))
                .with(DNNL_ARG_MEAN, statistics, plan.array(3))
                .with(DNNL_ARG_VARIANCE, statistics, plan.array(4))
                .with(DNNL_ARG_DIFF_SRC, x, plan.array(5))
                .with(DNNL_ARG_DIFF_SCALE, c, plan.array(6))
                .with(DNNL_ARG_DIFF_SHIFT, c, plan.array(7));
    }

    private static dnnl_primitive_desc groupForward(PlanBuilder plan, dnnl_memory_desc x, int groups, double epsilon) {
        dnnl_primitive_attr attr = plan.plain();
        return plan.describe("group norm", d -> dnnl_group_normalization_forward_primitive_desc_create(d, OneDnn.ENGINE, dnnl_forward_training,
                x, x, groups, (float) epsilon, SCALE_AND_SHIFT, attr));
    }
}
