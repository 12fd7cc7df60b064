package org.librate.core.kernel.onednn;

import static org.bytedeco.dnnl.global.dnnl.*;

import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive_attr;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.jspecify.annotations.Nullable;
import org.librate.core.DType;
import org.librate.core.Shape;
import org.librate.core.kernel.Block;
import org.librate.core.kernel.KernelOp;
import org.librate.core.kernel.NativeArray;
import org.librate.core.kernel.Width;

/** Softmax with its gradient, and the cross-entropy losses: exponentials by oneDNN, the few operations per row that remain in Java. */
final class OneDnnLosses {

    /** Where the axis stands once the shape is seen as [outer, axis, inner]. */
    private static final int AXIS = 1;

    /** Up to so many elements, exponentials in Java are done before two primitives have begun. */
    private static final int FEW = 256;

    private OneDnnLosses() {
    }

    static int width(NativeArray x) {
        return Width.forWork(x.size() * 4.0);
    }

    // ---- softmax ----

    /** Arrays: x, y. */
    static void softmax(PlanBuilder plan, KernelOp.Softmax op, NativeArray[] arrays) {
        dnnl_memory_desc x = alongAxis(plan, arrays[0].shape(), op.axis());
        plan.primitive("softmax", forward(plan, x, op.log()))
                .with(DNNL_ARG_SRC, x, plan.array(0))
                .with(DNNL_ARG_DST, x, plan.array(1));
        spreadNan(plan, arrays[0].shape(), op.axis(), op.log() ? Float.NEGATIVE_INFINITY : 0);
    }

    /** oneDNN leaves a NaN where it is and makes the rest of its row 0, or −∞ for the logarithm; but the whole row is unknown. */
    private static void spreadNan(PlanBuilder plan, Shape s, int axis, float dead) {
        int length = (int) s.dim(axis);
        int inner = (int) s.slice(axis + 1, s.rank()).size();
        int rows = (int) (s.size() / length);
        plan.host("NaN rows", (a, workspace) -> {
            FloatBuffer y = a[1].block().floats();
            int start = a[1].start();
            for (int i = 0; i < rows; i++) {
                int from = start + i / inner * inner * length + i % inner;
                if (isUnknown(y, from, length, inner, dead)) {
                    fill(y, from, length, inner, Float.NaN);
                }
            }
        });
    }

    /** Whether a softmax row had a NaN. An element above {@code dead} proves that it had none, so one look at either end is mostly enough. */
    private static boolean isUnknown(FloatBuffer y, int from, int count, int stride, float dead) {
        if (y.get(from) > dead || y.get(from + (count - 1) * stride) > dead) {
            return false;
        }
        for (int j = 0; j < count; j++) {
            if (Float.isNaN(y.get(from + j * stride))) {
                return true;
            }
        }
        return false;
    }

    private static void fill(FloatBuffer buffer, int from, int count, int stride, float value) {
        for (int i = 0; i < count; i++) {
            buffer.put(from + i * stride, value);
        }
    }

    /** Arrays: g, y, dx. */
    static void softmaxGradient(PlanBuilder plan, KernelOp.SoftmaxGradient op, NativeArray[] arrays) {
        dnnl_memory_desc x = alongAxis(plan, arrays[0].shape(), op.axis());
        int algorithm = op.log() ? dnnl_softmax_log : dnnl_softmax_accurate;
        dnnl_primitive_desc hint = forward(plan, x, op.log());
        dnnl_primitive_attr attr = plan.plain();
        plan.primitive("softmax gradient", d -> dnnl_softmax_backward_primitive_desc_create(d, OneDnn.ENGINE, algorithm, x, x, x, AXIS, hint, attr))
                .with(DNNL_ARG_DIFF_DST, x, plan.array(0))
                .with(DNNL_ARG_DST, x, plan.array(1))
                .with(DNNL_ARG_DIFF_SRC, x, plan.array(2));
    }

    private static dnnl_primitive_desc forward(PlanBuilder plan, dnnl_memory_desc x, boolean log) {
        dnnl_primitive_attr attr = plan.plain();
        return plan.describe("softmax", d -> dnnl_softmax_forward_primitive_desc_create(d, OneDnn.ENGINE, dnnl_forward_training,
                log ? dnnl_softmax_log : dnnl_softmax_accurate, x, x, AXIS, attr));
    }

    /** The shape as [outer, axis] or [outer, axis, inner]. */
    private static dnnl_memory_desc alongAxis(PlanBuilder plan, Shape s, int axis) {
        long length = s.dim(axis);
        long inner = s.slice(axis + 1, s.rank()).size();
        long outer = s.size() / (length * inner);
        return inner == 1 ? plan.dense(outer, length) : plan.dense(outer, length, inner);
    }

    // ---- softmax cross-entropy ----

    /** Arrays: x, target, loss, dx, weights or absent. */
    static void crossEntropy(PlanBuilder plan, KernelOp.CrossEntropy op, NativeArray[] arrays) {
        long n = arrays[0].shape().dim(0);
        int c = (int) arrays[0].shape().dim(1);
        dnnl_memory_desc rows = plan.dense(n, c);
        Plan.Place logs = plan.temporary(rows);
        if (n * c <= FEW) {
            int to = PlanBuilder.floatsAt(logs);
            plan.host("log-softmax and softmax", (a, workspace) -> softmaxOfFew(a[0], workspace.floats(), to, a[3], c));
        } else {
            plan.primitive("log-softmax", forward(plan, rows, true))
                    .with(DNNL_ARG_SRC, rows, plan.array(0))
                    .with(DNNL_ARG_DST, rows, logs);
            OneDnnElementwise.exp(plan, n * c, logs, plan.array(3));
        }
        int at = PlanBuilder.floatsAt(logs);
        DType type = arrays[1].dtype();
        if (type == DType.INT32 || type == DType.INT64) {
            plan.host("cross-entropy of labels", (a, workspace) -> labels(op.smoothing(), a, workspace.floats(), at, c));
        } else {
            plan.host("cross-entropy of distributions", (a, workspace) -> distributions(op.smoothing(), a, workspace.floats(), at, c));
        }
    }

    /** The softmax of each row into y, and its logarithm. A NaN, or an infinity that leaves nothing to say, is NaN in all of its row. */
    private static void softmaxOfFew(NativeArray x, FloatBuffer logs, int logsAt, NativeArray y, int c) {
        FloatBuffer xs = x.block().floats();
        FloatBuffer ys = y.block().floats();
        int n = (int) x.size();
        int xAt = x.start();
        int yAt = y.start();
        for (int row = 0; row < n; row += c) {
            float largest = xs.get(xAt + row);
            for (int j = 1; j < c; j++) {
                largest = Math.max(largest, xs.get(xAt + row + j));
            }
            double sum = 0;
            for (int j = row; j < row + c; j++) {
                float e = (float) Math.exp(xs.get(xAt + j) - largest);
                ys.put(yAt + j, e);
                sum += e;
            }
            double log = Math.log(sum);
            double scale = 1 / sum;
            for (int j = row; j < row + c; j++) {
                logs.put(logsAt + j, (float) (xs.get(xAt + j) - largest - log));
                ys.put(yAt + j, (float) (ys.get(yAt + j) * scale));
            }
        }
    }

    private static void labels(double smoothing, NativeArray[] arrays, FloatBuffer logs, int from, int c) {
        NativeArray target = arrays[1];
        NativeArray loss = arrays[2];
        NativeArray dx = arrays[3];
        NativeArray weights = weights(arrays);
        FloatBuffer d = dx.block().floats();
        FloatBuffer l = loss.block().floats();
        IntBuffer words = target.dtype() == DType.INT32 ? target.block().ints() : null;
        LongBuffer longs = target.block().longs();
        boolean simple = smoothing == 0;
        int n = (int) loss.size();
        int targetAt = target.start();
        int lossAt = loss.start();
        int row = dx.start();
        int logRow = from;
        for (int i = 0; i < n; i++, row += c, logRow += c) {
            long label = words != null ? words.get(targetAt + i) : longs.get(targetAt + i);
            if (label < 0) {
                l.put(lossAt + i, 0);
                fill(d, row, c, 1, 0);
            } else if (isUnknown(logs, logRow, c, 1, Float.NEGATIVE_INFINITY)) {
                l.put(lossAt + i, Float.NaN);
                fill(d, row, c, 1, Float.NaN);
            } else if (simple) {
                float w = weight(weights, (int) label);
                l.put(lossAt + i, w == 0 ? 0 : -w * logs.get(logRow + (int) label)); // what has no weight costs nothing, however unlikely
                if (w != 1) {
                    for (int j = 0; j < c; j++) {
                        d.put(row + j, d.get(row + j) * w);
                    }
                }
                int hit = row + (int) label;
                d.put(hit, d.get(hit) - w);
            } else {
                row(l, lossAt + i, d, row, logs, logRow, c, weights, smoothing, (int) label, null, 0);
            }
        }
    }

    private static void distributions(double smoothing, NativeArray[] arrays, FloatBuffer logs, int from, int c) {
        NativeArray target = arrays[1];
        NativeArray loss = arrays[2];
        NativeArray dx = arrays[3];
        int n = (int) loss.size();
        for (int i = 0; i < n; i++) {
            if (isUnknown(logs, from + i * c, c, 1, Float.NEGATIVE_INFINITY)) {
                loss.block().floats().put(loss.start() + i, Float.NaN);
                fill(dx.block().floats(), dx.start() + i * c, c, 1, Float.NaN);
                continue;
            }
            row(loss.block().floats(), loss.start() + i, dx.block().floats(), dx.start() + i * c, logs, from + i * c, c, weights(arrays), smoothing,
                    -1, target.block().floats(), target.start() + i * c);
        }
    }

    /** One row in full generality: the target is a label, or a distribution where one is given. */
    private static void row(FloatBuffer loss, int lossAt, FloatBuffer dx, int dxAt, FloatBuffer logs, int logsAt, int c,
            @Nullable NativeArray weights, double smoothing, int label, @Nullable FloatBuffer target, int targetAt) {
        double sum = 0;
        double total = 0;
        double spread = smoothing / c;
        for (int j = 0; j < c; j++) {
            double t = target == null ? (j == label ? 1 : 0) : target.get(targetAt + j);
            double q = weight(weights, j) * ((1 - smoothing) * t + spread);
            if (q != 0) { // so that a class that cannot be (log 0) and is not asked for costs nothing
                sum -= q * logs.get(logsAt + j);
            }
            total += q;
        }
        loss.put(lossAt, (float) sum);
        for (int j = 0; j < c; j++) {
            double t = target == null ? (j == label ? 1 : 0) : target.get(targetAt + j);
            double q = weight(weights, j) * ((1 - smoothing) * t + spread);
            dx.put(dxAt + j, (float) (dx.get(dxAt + j) * total - q));
        }
    }

    private static @Nullable NativeArray weights(NativeArray[] arrays) {
        return arrays.length > 4 ? arrays[4] : null;
    }

    private static float weight(@Nullable NativeArray weights, int j) {
        return weights == null ? 1 : weights.block().floats().get(weights.start() + j);
    }

    // ---- sigmoid cross-entropy ----

    /** Arrays: x, target, loss, dx, weights or absent. e^−|x| by oneDNN; from it follow sigmoid and softplus without overflow. */
    static void sigmoidCrossEntropy(PlanBuilder plan, KernelOp.SigmoidCrossEntropy op, NativeArray[] arrays) {
        long size = arrays[0].size();
        int c = (int) arrays[0].shape().last();
        Plan.Place decays = plan.temporary(size * DType.FLOAT32.bytes());
        OneDnnElementwise.expOfMinusAbs(plan, size, plan.array(0), decays);
        int at = PlanBuilder.floatsAt(decays);
        plan.host("sigmoid cross-entropy", (a, workspace) -> sigmoidRows(op.smoothing(), a, workspace, at, c));
    }

    private static void sigmoidRows(double smoothing, NativeArray[] arrays, Block workspace, int from, int c) {
        NativeArray x = arrays[0];
        NativeArray target = arrays[1];
        NativeArray loss = arrays[2];
        NativeArray dx = arrays[3];
        NativeArray weights = weights(arrays);
        FloatBuffer xs = x.block().floats();
        FloatBuffer ts = target.block().floats();
        FloatBuffer ls = loss.block().floats();
        FloatBuffer ds = dx.block().floats();
        FloatBuffer es = workspace.floats();
        int n = (int) x.size();
        for (int i = 0, j = 0; i < n; i++, j = j + 1 == c ? 0 : j + 1) {
            double v = xs.get(x.start() + i);
            double e = es.get(from + i);
            double small = e < 1e-8 ? e : Math.log(1 + e); // log(1 + e^−|x|)
            double sigmoid = v >= 0 ? 1 / (1 + e) : e / (1 + e);
            double t = ts.get(target.start() + i) * (1 - smoothing) + smoothing / 2;
            double wt = weight(weights, j) * t;
            double ifOne = small + Math.max(-v, 0); // −log σ(x)
            double ifZero = small + Math.max(v, 0); // −log(1 − σ(x))
            ls.put(loss.start() + i, (float) ((wt == 0 ? 0 : wt * ifOne) + (t == 1 ? 0 : (1 - t) * ifZero)));
            ds.put(dx.start() + i, (float) (sigmoid * (wt + 1 - t) - wt));
        }
    }
}
