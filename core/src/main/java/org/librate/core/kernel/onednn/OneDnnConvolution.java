package org.librate.core.kernel.onednn;

import static org.bytedeco.dnnl.global.dnnl.*;

import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive_attr;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.jspecify.annotations.Nullable;
import org.librate.core.Shape;
import org.librate.core.kernel.KernelOp;
import org.librate.core.kernel.NativeArray;
import org.librate.core.kernel.UnaryFn;
import org.librate.core.kernel.Width;
import org.librate.core.kernel.Window;

/**
 * Convolutions of channels-last images and their gradients. Weights lie plainly in memory; oneDNN wants them in blocks that
 * fit its registers, so each call copies them there first: small work next to the convolution itself.
 */
final class OneDnnConvolution {

    private static final double PER_OPERATION = 16;

    private OneDnnConvolution() {
    }

    static int width(NativeArray weights, NativeArray images) {
        Shape w = weights.shape();
        return Width.forWork((double) images.size() * w.dim(0) * w.dim(1) * w.dim(2) / PER_OPERATION);
    }

    /** Arrays: x, weights, y, bias or absent. */
    static void forward(PlanBuilder plan, KernelOp.Convolution op, NativeArray[] arrays) {
        Geometry g = new Geometry(plan, op.window(), op.groups(), arrays[0].shape(), arrays[1].shape(), arrays[2].shape());
        dnnl_memory_desc bias = arrays.length == 3 ? null : plan.dense(arrays[3].size());
        // ReLU within the convolution would have to be the slow one that keeps NaN: a pass of its own over warm memory costs less.
        boolean after = op.activation() == UnaryFn.RELU || op.activation() == UnaryFn.GELU;
        dnnl_primitive_desc description = g.forward(bias, after ? null : op.activation());
        dnnl_memory_desc chosen = plan.chosen(description, dnnl_query_weights_md);
        Plan.Place weights = g.weightsAs(chosen, plan.array(1));
        PlanBuilder.Stage stage = plan.primitive("convolution", description)
                .with(DNNL_ARG_SRC, g.x, plan.array(0))
                .with(DNNL_ARG_WEIGHTS, chosen, weights)
                .with(DNNL_ARG_DST, g.y, plan.array(2));
        if (bias != null) {
            stage.with(DNNL_ARG_BIAS, bias, plan.array(3));
        }
        if (op.activation() == UnaryFn.RELU) {
            OneDnnElementwise.relu(plan, arrays[2].size(), plan.array(2), plan.array(2));
        } else if (op.activation() == UnaryFn.GELU) {
            OneDnnElementwise.gelu(plan, arrays[2].size(), plan.array(2), plan.array(2));
        }
    }

    /** Arrays: g, weights, dx. */
    static void dataGradient(PlanBuilder plan, KernelOp.ConvolutionDataGradient op, NativeArray[] arrays) {
        Geometry g = new Geometry(plan, op.window(), op.groups(), arrays[2].shape(), arrays[1].shape(), arrays[0].shape());
        dnnl_primitive_desc hint = g.forward(null, null);
        dnnl_primitive_attr attr = plan.plain();
        dnnl_primitive_desc description = plan.describe("convolution data gradient",
                d -> dnnl_convolution_backward_data_primitive_desc_create(d, OneDnn.ENGINE,
                dnnl_convolution_direct, g.x, g.weights, g.y, g.strides, g.dilates, g.before, g.after, hint, attr));
        dnnl_memory_desc chosen = plan.chosen(description, dnnl_query_weights_md);
        Plan.Place weights = g.weightsAs(chosen, plan.array(1));
        plan.primitive("convolution data gradient", description)
                .with(DNNL_ARG_DIFF_DST, g.y, plan.array(0))
                .with(DNNL_ARG_WEIGHTS, chosen, weights)
                .with(DNNL_ARG_DIFF_SRC, g.x, plan.array(2));
    }

    /** Arrays: x, g, dWeights, dBias or absent. */
    static void weightGradient(PlanBuilder plan, KernelOp.ConvolutionWeightGradient op, NativeArray[] arrays) {
        Geometry g = new Geometry(plan, op.window(), op.groups(), arrays[0].shape(), arrays[2].shape(), arrays[1].shape());
        dnnl_memory_desc bias = arrays.length == 3 ? null : plan.dense(arrays[3].size());
        dnnl_primitive_desc hint = g.forward(bias, null);
        dnnl_primitive_attr attr = plan.plain();
        dnnl_primitive_desc description = plan.describe("convolution weight gradient",
                d -> dnnl_convolution_backward_weights_primitive_desc_create(d, OneDnn.ENGINE,
                dnnl_convolution_direct, g.x, g.weights, bias, g.y, g.strides, g.dilates, g.before, g.after, hint, attr));
        dnnl_memory_desc chosen = plan.chosen(description, dnnl_query_diff_weights_md);
        boolean plain = PlanBuilder.same(chosen, g.plainWeights);
        Plan.Place result = plain ? plan.array(2) : plan.temporary(chosen);
        PlanBuilder.Stage stage = plan.primitive("convolution weight gradient", description)
                .with(DNNL_ARG_SRC, g.x, plan.array(0))
                .with(DNNL_ARG_DIFF_DST, g.y, plan.array(1))
                .with(DNNL_ARG_DIFF_WEIGHTS, chosen, result);
        if (bias != null) {
            stage.with(DNNL_ARG_DIFF_BIAS, bias, plan.array(3));
        }
        if (!plain) {
            plan.reorder(chosen, result, g.plainWeights, plan.array(2));
        }
    }

    /** The layouts and steps that the three directions share. */
    private static final class Geometry {
        private final PlanBuilder plan;
        final dnnl_memory_desc x;
        final dnnl_memory_desc y;
        final dnnl_memory_desc weights; // oneDNN's choice
        final dnnl_memory_desc plainWeights;
        final long[] strides;
        final long[] dilates;
        final long[] before;
        final long[] after;

        Geometry(PlanBuilder plan, Window window, int groups, Shape x, Shape w, Shape y) {
            this.plan = plan;
            this.x = images(plan, x);
            this.y = images(plan, y);
            long kh = w.dim(0);
            long kw = w.dim(1);
            long in = w.dim(2);
            long out = w.dim(3);
            if (groups == 1) {
                weights = plan.any(out, in, kh, kw);
                plainWeights = plan.strided(new long[] {out, in, kh, kw}, new long[] {1, out, kw * in * out, in * out});
            } else {
                weights = plan.any(groups, out / groups, in, kh, kw);
                plainWeights = plan.strided(new long[] {groups, out / groups, in, kh, kw},
                        new long[] {out / groups, 1, out, kw * in * out, in * out});
            }
            strides = new long[] {window.strideHeight(), window.strideWidth()};
            dilates = new long[] {window.dilationHeight() - 1L, window.dilationWidth() - 1L};
            before = new long[] {window.top(), window.left()};
            after = new long[] {window.bottom(), window.right()};
        }

        dnnl_primitive_desc forward(@Nullable dnnl_memory_desc bias, @Nullable UnaryFn activation) {
            PlanBuilder.Attributes attributes = plan.attributes();
            if (activation != null) {
                attributes.thenActivate(activation);
            }
            dnnl_primitive_attr attr = attributes.get();
            return plan.describe("convolution", d -> dnnl_convolution_forward_primitive_desc_create(d, OneDnn.ENGINE, dnnl_forward_training,
                    dnnl_convolution_direct, x, weights, bias, y, strides, dilates, before, after, attr));
        }

        Plan.Place weightsAs(dnnl_memory_desc chosen, Plan.Place given) {
            if (PlanBuilder.same(chosen, plainWeights)) {
                return given;
            }
            Plan.Place copy = plan.temporary(chosen);
            plan.reorder(plainWeights, given, chosen, copy);
            return copy;
        }
    }

    /** oneDNN names the axes of images n, c, h, w, however they lie in memory. */
    static dnnl_memory_desc images(PlanBuilder plan, Shape s) {
        return images(plan, dnnl_f32, s);
    }

    static dnnl_memory_desc images(PlanBuilder plan, int type, Shape s) {
        long h = s.dim(1);
        long w = s.dim(2);
        long c = s.dim(3);
        return plan.strided(type, new long[] {s.dim(0), c, h, w}, new long[] {h * w * c, 1, w * c, c});
    }
}
