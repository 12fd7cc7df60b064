package org.librate.core.kernel.onednn;

import static org.bytedeco.dnnl.global.dnnl.*;

import java.util.Arrays;
import java.util.Objects;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive_attr;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.jspecify.annotations.Nullable;
import org.librate.core.Shape;
import org.librate.core.kernel.KernelOp;
import org.librate.core.kernel.NativeArray;
import org.librate.core.kernel.UnaryFn;
import org.librate.core.kernel.Width;

/** Products of matrices. A transposed side is only another reading of its memory: strides swapped, nothing moved. */
final class OneDnnMatmul {

    /** Up to so many multiply-adds, aᵀ · b goes as the weight gradient of a dense layer. */
    private static final long SMALL = 1 << 24;

    /** Multiply-adds that take as long as one simple element operation. */
    private static final double PER_OPERATION = 16;

    private OneDnnMatmul() {
    }

    static int width(KernelOp.Matmul op, NativeArray a, NativeArray y) {
        long k = a.shape().dim(op.transposeA() ? -2 : -1);
        return Width.forWork((double) y.size() * k / PER_OPERATION);
    }

    static int width(NativeArray a, NativeArray y) {
        return Width.forWork((double) y.size() * a.shape().dim(1) / PER_OPERATION);
    }

    /**
     * Arrays: a, b, y, top. The tops as max pooling over images of one column, with a channel for each column of y: a tenth of the products' time.
     */
    static void tiled(PlanBuilder plan, KernelOp.TiledProducts op, NativeArray[] arrays) {
        long m = arrays[2].shape().dim(0);
        long n = arrays[2].shape().dim(1);
        long k = arrays[0].shape().dim(1);
        dnnl_memory_desc left = plan.dense(m, k);
        dnnl_memory_desc right = plan.dense(k, n);
        dnnl_memory_desc result = plan.dense(m, n);
        dnnl_primitive_attr attr = plan.plain();
        plan.primitive("products", d -> dnnl_matmul_primitive_desc_create(d, OneDnn.ENGINE, left, right, null, result, attr))
                .with(DNNL_ARG_SRC, left, plan.array(0))
                .with(DNNL_ARG_WEIGHTS, right, plan.array(1))
                .with(DNNL_ARG_DST, result, plan.array(2));
        long tiles = m / op.tile();
        dnnl_memory_desc from = plan.strided(new long[] {tiles, n, op.tile(), 1}, new long[] {op.tile() * n, 1, n, n});
        dnnl_memory_desc to = plan.strided(new long[] {tiles, n, 1, 1}, new long[] {n, 1, n, n});
        long[] none = {0, 0};
        dnnl_primitive_attr plain = plan.plain();
        plan.primitive("tops", d -> dnnl_pooling_forward_primitive_desc_create(d, OneDnn.ENGINE, dnnl_forward_inference, dnnl_pooling_max,
                        from, to, new long[] {1, 1}, new long[] {op.tile(), 1}, none, none, none, plain))
                .with(DNNL_ARG_SRC, from, plan.array(2))
                .with(DNNL_ARG_DST, to, plan.array(3));
    }

    /** Whether the weight gradient of x and g is worth what {@link #weightGradient} says. */
    static boolean isSmall(NativeArray x, NativeArray g) {
        return x.size() * g.shape().dim(1) <= SMALL;
    }

    /** Arrays: x, g, dWeights, dBias. */
    static void linearGradient(PlanBuilder plan, KernelOp.LinearGradient op, NativeArray[] arrays) {
        Shape x = arrays[0].shape();
        weightGradient(plan, x.dim(1), x.dim(0), arrays[1].shape().dim(1), true);
    }

    /** Arrays: a, b, y, bias or absent. */
    static void lay(PlanBuilder plan, KernelOp.Matmul op, NativeArray[] arrays) {
        Shape a = arrays[0].shape();
        Shape b = arrays[1].shape();
        Shape y = arrays[2].shape();
        boolean biased = arrays.length > 3;
        long m = y.dim(-2);
        long n = y.dim(-1);
        long k = a.dim(op.transposeA() ? -2 : -1);
        int rank = y.rank();
        if (op.transposeA() && !op.transposeB() && rank == 2 && !biased && op.activation() == null && m * k * n <= SMALL) {
            weightGradient(plan, m, k, n, false);
            return;
        }
        dnnl_memory_desc left;
        dnnl_memory_desc right;
        dnnl_memory_desc bias = null;
        dnnl_memory_desc result;
        if (!op.transposeA() && b.size() == k * n) { // one b for all: the batch is only more rows
            long rows = y.size() / n;
            left = plan.dense(rows, k);
            right = matrices(plan, b.slice(b.rank() - 2, b.rank()), 2, op.transposeB());
            result = plan.dense(rows, n);
            bias = biased ? plan.dense(1, n) : null;
        } else {
            left = matrices(plan, a, rank, op.transposeA());
            right = matrices(plan, b, rank, op.transposeB());
            result = plan.dense(y.toArray());
            if (biased) {
                long[] dims = new long[rank];
                Arrays.fill(dims, 1);
                dims[rank - 1] = n;
                bias = plan.dense(dims);
            }
        }
        PlanBuilder.Attributes attributes = plan.attributes();
        boolean after = op.activation() == UnaryFn.GELU; // right for ∞ only in a pass of its own
        if (op.activation() != null && !after) {
            attributes.thenActivate(op.activation());
        }
        dnnl_primitive_attr attr = attributes.get();
        dnnl_memory_desc biasOrNull = bias;
        PlanBuilder.Stage stage = plan.primitive("matmul",
                d -> dnnl_matmul_primitive_desc_create(d, OneDnn.ENGINE, left, right, biasOrNull, result, attr))
                .with(DNNL_ARG_SRC, left, plan.array(0))
                .with(DNNL_ARG_WEIGHTS, right, plan.array(1))
                .with(DNNL_ARG_DST, result, plan.array(2));
        if (bias != null) {
            stage.with(DNNL_ARG_BIAS, bias, plan.array(3));
        }
        if (after) {
            OneDnnElementwise.gelu(plan, arrays[2].size(), plan.array(2), plan.array(2));
        }
    }

    /**
     * y [m, n] = aᵀ · b with a [k, m], b [k, n]: what it is in training, and faster than a product that reads a by columns (2.4 against 4.0 µs for 64
     * × 32 × 64). The bias gradient in the same pass costs a third of what it costs by itself (0.2 against 0.7 µs).
     */
    private static void weightGradient(PlanBuilder plan, long m, long k, long n, boolean biased) {
        dnnl_memory_desc input = plan.dense(k, m);
        dnnl_memory_desc gradient = plan.dense(k, n);
        dnnl_memory_desc weights = plan.strided(new long[] {n, m}, new long[] {1, n}); // oneDNN says [out, in]
        dnnl_memory_desc bias = biased ? plan.dense(n) : null;
        dnnl_primitive_attr attr = plan.plain();
        dnnl_primitive_desc hint = plan.describe("dense",
                d -> dnnl_inner_product_forward_primitive_desc_create(d, OneDnn.ENGINE, dnnl_forward_training, input, weights, bias, gradient, attr));
        PlanBuilder.Stage stage = plan.primitive("weight gradient",
                d -> dnnl_inner_product_backward_weights_primitive_desc_create(d, OneDnn.ENGINE, input, weights, bias, gradient, hint, attr))
                .with(DNNL_ARG_SRC, input, plan.array(0))
                .with(DNNL_ARG_DIFF_DST, gradient, plan.array(1))
                .with(DNNL_ARG_DIFF_WEIGHTS, weights, plan.array(2));
        if (bias != null) {
            stage.with(DNNL_ARG_DIFF_BIAS, bias, plan.array(3));
        }
    }

    /** A stack of matrices with leading axes of length 1 up to the rank, transposed if asked. */
    private static dnnl_memory_desc matrices(PlanBuilder plan, Shape shape, int rank, boolean transposed) {
        long[] dims = new long[rank];
        long[] strides = new long[rank];
        long[] own = shape.strides();
        int missing = rank - shape.rank();
        for (int i = 0; i < rank; i++) {
            dims[i] = i < missing ? 1 : shape.dim(i - missing);
            strides[i] = i < missing ? shape.size() : own[i - missing];
        }
        if (transposed) {
            swapLast(dims);
            swapLast(strides);
        }
        return plan.strided(dims, strides);
    }

    private static void swapLast(long[] values) {
        int last = values.length - 1;
        long kept = values[last];
        values[last] = values[last - 1];
        values[last - 1] = kept;
    }
}
