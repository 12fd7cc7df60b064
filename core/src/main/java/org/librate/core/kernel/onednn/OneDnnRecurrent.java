package org.librate.core.kernel.onednn;

import static org.bytedeco.dnnl.global.dnnl.*;

import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive_attr;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.jspecify.annotations.Nullable;
import org.librate.core.DType;
import org.librate.core.Shape;
import org.librate.core.kernel.Block;
import org.librate.core.kernel.KernelOp;
import org.librate.core.kernel.NativeArray;
import org.librate.core.kernel.RecurrentCell;
import org.librate.core.kernel.Width;

/**
 * Recurrent layers by oneDNN's whole-sequence primitives.
 *
 * <p>oneDNN knows no lengths. Rows of different lengths are copied to where they all begin at step 0 (a reversed row turned round) with zeros behind,
 * run from left to right, and copied back. Behind its end a row goes on computing, which does no harm where nobody looks at it and no gradient comes
 * from it. Two things must stand still there: an LSTM's cell state if it is asked for, and a ReLU's, which might grow without bound until 0 · ∞
 * spoils a gradient. There the input gets one feature more, 1 behind a row's end and 0 within, whose weights close the gates: exactly, since the
 * sigmoid of ±10³⁰ is 1 or 0 and its slope 0.
 *
 * <p>The kept array is oneDNN's workspace, then the output as the primitive wrote it (where there are lengths), then the last state (where the cell
 * state is asked for).
 */
final class OneDnnRecurrent {

    /** The answer when oneDNN cannot do the op or its gradient. */
    static final long UNSUPPORTED = -1;

    private static final double PER_OPERATION = 16;
    private static final float SHUT = 1e30f;
    private static final int MOST = 2048;

    private record Key(KernelOp.Recurrent op, Shape x, long units, int width) {
    }

    private final Map<Key, Long> keptBytes = new LinkedHashMap<>(64, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Long> eldest) {
            return size() > MOST;
        }
    };

    static int width(NativeArray[] in) {
        return width(in[0].shape(), in[2].shape().dim(0), in[2].shape().dim(1));
    }

    private static int width(Shape x, long units, long wide) {
        return Width.forWork((double) x.dim(0) * x.dim(1) * (x.dim(2) + units) * wide / PER_OPERATION);
    }

    /** Whether both directions are there: what one keeps only the other can read. */
    boolean supports(KernelOp.Recurrent op, NativeArray[] in) {
        return !op.training() || keptBytes(op, in[0].shape(), in[2].shape().dim(0)) != UNSUPPORTED;
    }

    /** The size of the kept array, or {@link #UNSUPPORTED}. */
    long keptBytes(KernelOp.Recurrent op, Shape x, long units) {
        int width = width(x, units, units * op.cell().gates());
        Key key = new Key(op, x, units, width);
        synchronized (keptBytes) {
            Long known = keptBytes.get(key);
            if (known != null) {
                return known;
            }
        }
        Width.apply(width);
        PlanBuilder trial = new PlanBuilder(width);
        long bytes;
        try {
            Layout layout = new Layout(trial, op, x, units, true);
            layout.backward(layout.forward());
            bytes = layout.kept(layout.forward()).end;
            bytes = bytes > Block.MOST_BYTES ? UNSUPPORTED : bytes;
        } catch (PlanBuilder.Unsupported e) {
            bytes = UNSUPPORTED;
        } finally {
            trial.abandon();
        }
        synchronized (keptBytes) {
            keptBytes.put(key, bytes);
        }
        return bytes;
    }

    /** Arrays: the op's inputs, then its outputs. */
    static void forward(PlanBuilder plan, KernelOp.Recurrent op, NativeArray[] arrays) {
        Layout l = new Layout(plan, op, arrays[0].shape(), arrays[2].shape().dim(0), op.lengths());
        dnnl_primitive_desc description = l.forward();
        int yAt = op.inputs();
        int keptAt = arrays.length - 1;
        Kept kept = l.kept(description);
        if (op.training()) {
            kept.check(arrays[keptAt]);
        }
        Plan.Place input = op.lengths() ? l.align(0, l.features, l.guarded) : plan.array(0);
        Plan.Place result = !op.lengths() ? plan.array(yAt) : op.training() ? plan.array(keptAt, kept.output) : plan.temporary(l.y);
        PlanBuilder.Stage stage = l.stage(description, "recurrent", input, result, op.training() ? plan.array(keptAt) : null);
        if (op.cellState()) {
            stage.with(DNNL_ARG_DST_ITER, l.state, op.training() ? plan.array(keptAt, kept.state) : plan.temporary(l.state))
                    .with(DNNL_ARG_DST_ITER_C, l.state, plan.array(yAt + 1));
        }
        if (op.lengths()) {
            int from = op.training() ? (int) (kept.output / DType.FLOAT32.bytes()) : PlanBuilder.floatsAt(result);
            plan.host("rows to their places", (a, workspace) -> {
                FloatBuffer source = op.training() ? a[keptAt].block().floats() : workspace.floats();
                l.unalign(a, source, op.training() ? a[keptAt].start() + from : from, l.units, l.units, a[yAt]);
            });
        }
        if (op.cell() == RecurrentCell.RELU) {
            plan.host("NaN rows", (a, workspace) -> l.recomputeUnknown(a, a[yAt]));
        }
    }

    /** Arrays: the gradient op's inputs, then its outputs. */
    static void gradient(PlanBuilder plan, KernelOp.RecurrentGradient gradient, NativeArray[] arrays) {
        KernelOp.Recurrent op = gradient.forward();
        Layout l = new Layout(plan, op, arrays[0].shape(), arrays[2].shape().dim(0), true);
        dnnl_primitive_desc description = l.backward(l.forward());
        int yAt = op.inputs();
        int keptAt = yAt + 1;
        int gyAt = yAt + 2;
        int cAt = yAt + 3;
        int dxAt = yAt + (op.cellState() ? 5 : 3);
        Kept kept = l.kept(l.forward());
        kept.check(arrays[keptAt]);
        Plan.Place input = op.lengths() ? l.align(0, l.features, l.guarded) : l.timeFirst(0, l.features);
        Plan.Place g = op.lengths() ? l.align(gyAt, l.units, false) : l.timeFirst(gyAt, l.units);
        Plan.Place output = op.lengths() ? plan.array(keptAt, kept.output) : l.timeFirst(yAt, l.units);
        Plan.Place dx = plan.temporary(l.x);
        dnnl_memory_desc dWeights = plan.chosen(description, dnnl_query_diff_weights_md, 0);
        dnnl_memory_desc dRecurrent = plan.chosen(description, dnnl_query_diff_weights_md, 1);
        Plan.Place dw = plan.temporary(dWeights);
        Plan.Place du = plan.temporary(dRecurrent);
        PlanBuilder.Stage stage = l.stage(description, "recurrent gradient", input, output, plan.array(keptAt))
                .with(DNNL_ARG_DIFF_DST_LAYER, l.y, g)
                .with(DNNL_ARG_DIFF_SRC_LAYER, l.x, dx)
                .with(DNNL_ARG_DIFF_WEIGHTS_LAYER, dWeights, dw)
                .with(DNNL_ARG_DIFF_WEIGHTS_ITER, dRecurrent, du)
                .with(DNNL_ARG_DIFF_BIAS, l.bias, plan.array(dxAt + 3));
        stage.with(DNNL_ARG_DIFF_SRC_ITER, l.state, op.initial() ? plan.array(dxAt + 4) : plan.temporary(l.state));
        if (l.lstm) {
            stage.with(DNNL_ARG_DIFF_SRC_ITER_C, l.state, op.initial() ? plan.array(dxAt + 5) : plan.temporary(l.state));
        }
        if (op.cellState()) {
            stage.with(DNNL_ARG_DST_ITER, l.state, plan.array(keptAt, kept.state)).with(DNNL_ARG_DST_ITER_C, l.state, plan.array(cAt))
                    .with(DNNL_ARG_DIFF_DST_ITER, l.state, plan.constant(0, l.n * (long) l.units))
                    .with(DNNL_ARG_DIFF_DST_ITER_C, l.state, plan.array(cAt + 1));
        }
        plan.reorder(dRecurrent, du, l.plain(l.units), plan.array(dxAt + 2));
        l.weightsBack(dWeights, dw, dxAt + 1);
        if (op.lengths()) {
            int from = PlanBuilder.floatsAt(dx);
            plan.host("rows to their places", (a, workspace) -> l.unalign(a, workspace.floats(), from, l.wideInput, l.features, a[dxAt]));
        } else {
            plan.reorder(l.x, dx, l.batchFirst(l.features), plan.array(dxAt));
        }
    }

    /** Where the parts of the kept array begin, in bytes. */
    private record Kept(long output, long state, long end) {

        void check(NativeArray array) {
            if (array.size() * DType.FLOAT32.bytes() < end) {
                throw new IllegalStateException("recurrent: what forward kept is too small for its gradient here, " + array + " for " + end
                        + " bytes. Compute gradients under the Width limit of the forward pass.");
            }
        }
    }

    /** The layouts and steps that both directions share. */
    private static final class Layout {
        private final PlanBuilder plan;
        private final KernelOp.Recurrent op;
        final boolean lstm;
        final boolean guarded;
        final int n;
        final int time;
        final int features;
        final int wideInput; // with the feature that shuts the gates
        final int units;
        final int gates;
        final int direction;
        final dnnl_memory_desc x;
        final dnnl_memory_desc y;
        final dnnl_memory_desc state;
        final dnnl_memory_desc bias;
        final @Nullable dnnl_memory_desc last;
        private final dnnl_memory_desc weights;
        private final dnnl_memory_desc recurrent;
        private final dnnl_primitive_attr attr;

        Layout(PlanBuilder plan, KernelOp.Recurrent op, Shape shape, long units, boolean timeFirst) {
            this.plan = plan;
            this.op = op;
            lstm = op.cell() == RecurrentCell.LSTM;
            guarded = op.lengths() && (op.cell() == RecurrentCell.RELU || op.cellState());
            n = (int) shape.dim(0);
            time = (int) shape.dim(1);
            features = (int) shape.dim(2);
            wideInput = features + (guarded ? 1 : 0);
            this.units = (int) units;
            gates = op.cell().gates();
            direction = op.reversed() && !op.lengths() ? dnnl_unidirectional_right2left : dnnl_unidirectional_left2right;
            x = timeFirst ? plan.dense(time, n, wideInput) : batchFirst(features);
            y = timeFirst ? plan.dense(time, n, units) : batchFirst(this.units);
            state = plan.dense(1, 1, n, units);
            bias = plan.dense(1, 1, op.cell().biases(), units);
            last = op.cellState() ? state : null;
            weights = plan.any(1, 1, wideInput, gates, units);
            recurrent = plan.any(1, 1, units, gates, units);
            attr = plan.plain();
        }

        /** oneDNN names the axes time, batch, channels, however they lie in memory. */
        dnnl_memory_desc batchFirst(int channels) {
            return plan.strided(new long[] {time, n, channels}, new long[] {channels, (long) time * channels, 1});
        }

        dnnl_memory_desc plain(int rows) {
            return plan.dense(1, 1, rows, gates, units);
        }

        dnnl_primitive_desc forward() {
            int kind = op.training() ? dnnl_forward_training : dnnl_forward_inference;
            return plan.describe("recurrent", d -> switch (op.cell()) {
                case LSTM -> dnnl_lstm_forward_primitive_desc_create(d, OneDnn.ENGINE, kind, direction, x, state, state, weights, recurrent, null,
                        null, bias, y, last, last, dnnl_rnn_flags_undef, attr);
                case GRU -> dnnl_lbr_gru_forward_primitive_desc_create(d, OneDnn.ENGINE, kind, direction, x, state, weights, recurrent, bias, y, last,
                        dnnl_rnn_flags_undef, attr);
                case TANH, RELU -> dnnl_vanilla_rnn_forward_primitive_desc_create(d, OneDnn.ENGINE, kind, activation(), direction, x, state, weights,
                        recurrent, bias, y, last, dnnl_rnn_flags_undef, 0, 0, attr);
            });
        }

        dnnl_primitive_desc backward(dnnl_primitive_desc hint) {
            int flags = dnnl_rnn_flags_diff_weights_overwrite;
            return plan.describe("recurrent gradient", d -> switch (op.cell()) {
                case LSTM -> dnnl_lstm_backward_primitive_desc_create(d, OneDnn.ENGINE, dnnl_backward, direction, x, state, state, weights, recurrent,
                        null, null, bias, y, last, last, x, state, state, weights, recurrent, null, null, bias, y, last, last, flags, hint, attr);
                case GRU -> dnnl_lbr_gru_backward_primitive_desc_create(d, OneDnn.ENGINE, dnnl_backward, direction, x, state, weights, recurrent,
                        bias, y, last, x, state, weights, recurrent, bias, y, last, flags, hint, attr);
                case TANH, RELU -> dnnl_vanilla_rnn_backward_primitive_desc_create(d, OneDnn.ENGINE, dnnl_backward, activation(), direction, x, state,
                        weights, recurrent, bias, y, last, x, state, weights, recurrent, bias, y, last, flags, 0, 0, hint, attr);
            });
        }

        private int activation() {
            return op.cell() == RecurrentCell.RELU ? dnnl_eltwise_relu : dnnl_eltwise_tanh;
        }

        Kept kept(dnnl_primitive_desc forward) {
            dnnl_memory_desc workspace = op.training() ? plan.chosen(forward, dnnl_query_workspace_md) : null;
            long output = workspace == null ? 0 : aligned(dnnl_memory_desc_get_size(workspace));
            long stateAt = output + (op.lengths() ? aligned((long) time * n * units * DType.FLOAT32.bytes()) : 0);
            return new Kept(output, stateAt, stateAt + (op.cellState() ? aligned((long) n * units * DType.FLOAT32.bytes()) : 0));
        }

        private static long aligned(long bytes) {
            return (bytes + 63) / 64 * 64;
        }

        /** The primitive with what it reads and writes in both directions. */
        PlanBuilder.Stage stage(dnnl_primitive_desc description, String name, Plan.Place input, Plan.Place output, Plan.@Nullable Place kept) {
            dnnl_memory_desc inputWeights = plan.chosen(description, dnnl_query_weights_md, 0);
            dnnl_memory_desc stateWeights = plan.chosen(description, dnnl_query_weights_md, 1);
            Plan.Place w = plan.temporary(inputWeights);
            Plan.Place u = plan.temporary(stateWeights);
            plan.reorder(plain(wideInput), guarded ? guardedWeights() : plan.array(1), inputWeights, w);
            plan.reorder(plain(units), plan.array(2), stateWeights, u);
            PlanBuilder.Stage stage = plan.primitive(name, description)
                    .with(DNNL_ARG_SRC_LAYER, x, input)
                    .with(DNNL_ARG_WEIGHTS_LAYER, inputWeights, w)
                    .with(DNNL_ARG_WEIGHTS_ITER, stateWeights, u)
                    .with(DNNL_ARG_BIAS, bias, plan.array(3))
                    .with(DNNL_ARG_DST_LAYER, y, output);
            // Without an initial state, oneDNN's gradient by the recurrent weights is wrong from left to right (3.11), so it always gets one.
            Plan.Place zeros = plan.constant(0, (long) n * units);
            stage.with(DNNL_ARG_SRC_ITER, state, op.initial() ? plan.array(op.initialAt()) : zeros);
            if (lstm) {
                stage.with(DNNL_ARG_SRC_ITER_C, state, op.initial() ? plan.array(op.initialAt() + 1) : zeros);
            }
            if (kept != null) {
                stage.with(DNNL_ARG_WORKSPACE, plan.chosen(description, dnnl_query_workspace_md), kept);
            }
            return stage;
        }

        /** An array [n, time, channels] as [time, n, channels]: gradients run faster on that, by more than the copy takes. */
        Plan.Place timeFirst(int array, int channels) {
            dnnl_memory_desc to = plan.dense(time, n, channels);
            Plan.Place copy = plan.temporary(to);
            plan.reorder(batchFirst(channels), plan.array(array), to, copy);
            return copy;
        }

        /** The weights of the input with a row more, which shuts the gates behind a row's end. */
        private Plan.Place guardedWeights() {
            int wide = gates * units;
            float[] row = new float[wide];
            if (op.cell() == RecurrentCell.RELU) {
                Arrays.fill(row, -SHUT);
            } else {
                Arrays.fill(row, 0, units, -SHUT);
                Arrays.fill(row, units, 2 * units, SHUT);
                Arrays.fill(row, 3 * units, 4 * units, -SHUT);
            }
            Plan.Place copy = plan.temporary((long) wideInput * wide * DType.FLOAT32.bytes());
            int at = PlanBuilder.floatsAt(copy);
            plan.host("weights that shut", (a, workspace) -> {
                workspace.floats().put(at, a[1].block().floats(), a[1].start(), features * wide);
                workspace.floats().put(at + features * wide, row);
            });
            return copy;
        }

        void weightsBack(dnnl_memory_desc from, Plan.Place source, int array) {
            if (!guarded) {
                plan.reorder(from, source, plain(features), plan.array(array));
                return;
            }
            Plan.Place copy = plan.temporary(plain(wideInput));
            plan.reorder(from, source, plain(wideInput), copy);
            int at = PlanBuilder.floatsAt(copy);
            plan.host("weights that learn", (a, workspace) -> a[array].block().floats()
                    .put(a[array].start(), workspace.floats(), at, features * gates * units));
        }

        /**
         * The rows of an array, each from its own first step on, as [time, n, channels]; zeros behind, and a last feature that says where that is if
         * asked.
         */
        Plan.Place align(int array, int channels, boolean flagged) {
            int wide = channels + (flagged ? 1 : 0);
            Plan.Place copy = plan.temporary((long) time * n * wide * DType.FLOAT32.bytes());
            int at = PlanBuilder.floatsAt(copy);
            float[] behind = new float[wide];
            if (flagged) {
                behind[channels] = 1;
            }
            plan.host("rows from their first step", (a, workspace) -> {
                FloatBuffer to = workspace.floats();
                FloatBuffer from = a[array].block().floats();
                for (int row = 0; row < n; row++) {
                    int length = length(a, row);
                    for (int step = 0; step < time; step++) {
                        int target = at + (step * n + row) * wide;
                        if (step < length) {
                            to.put(target, from, a[array].start() + (row * time + place(step, length)) * channels, channels);
                            if (flagged) {
                                to.put(target + channels, 0);
                            }
                        } else {
                            to.put(target, behind);
                        }
                    }
                }
            });
            return copy;
        }

        /**
         * The way back: the first {@code channels} of each step of [time, n, wide] to their places in [n, time, channels], zeros behind a row's end.
         */
        void unalign(NativeArray[] a, FloatBuffer from, int at, int wide, int channels, NativeArray array) {
            FloatBuffer to = array.block().floats();
            for (int row = 0; row < n; row++) {
                int length = length(a, row);
                int target = array.start() + row * time * channels;
                for (int step = 0; step < length; step++) {
                    to.put(target + place(step, length) * channels, from, at + (step * n + row) * wide, channels);
                }
                for (int i = target + length * channels; i < target + time * channels; i++) {
                    to.put(i, 0);
                }
            }
        }

        /**
         * oneDNN's ReLU makes a 0 of NaN, which would hide that training has diverged: rows that meet NaN or ∞ are computed again, as the formula
         * reads.
         */
        void recomputeUnknown(NativeArray[] a, NativeArray y) {
            boolean all = !finite(a[1], 0, (int) a[1].size()) || !finite(a[2], 0, (int) a[2].size()) || !finite(a[3], 0, units);
            for (int row = 0; row < n; row++) {
                int length = length(a, row);
                boolean known = !all && finite(a[0], row * time * features, length * features) && finite(y, row * time * units, length * units)
                        && (!op.initial() || finite(a[op.initialAt()], row * units, units));
                if (!known) {
                    recompute(a, y, row, length);
                }
            }
        }

        private static boolean finite(NativeArray array, int from, int count) {
            FloatBuffer values = array.block().floats();
            float sum = 0;
            for (int i = array.start() + from, end = i + count; i < end; i++) {
                sum += values.get(i) * 0;
            }
            return sum == 0;
        }

        private void recompute(NativeArray[] a, NativeArray y, int row, int length) {
            for (int step = 0; step < length; step++) {
                int at = row * time + place(step, length);
                for (int k = 0; k < units; k++) {
                    double sum = value(a[3], k);
                    for (int i = 0; i < features; i++) {
                        sum += (double) value(a[0], at * features + i) * value(a[1], i * units + k);
                    }
                    for (int i = 0; i < units && (step > 0 || op.initial()); i++) {
                        float before = step > 0 ? value(y, (row * time + place(step - 1, length)) * units + i)
                                : value(a[op.initialAt()], row * units + i);
                        sum += (double) before * value(a[2], i * units + k);
                    }
                    y.block().floats().put(y.start() + at * units + k, (float) Math.max(0, sum));
                }
            }
        }

        private static float value(NativeArray array, int i) {
            return array.block().floats().get(array.start() + i);
        }

        private int length(NativeArray[] a, int row) {
            if (!op.lengths()) {
                return time;
            }
            IntBuffer lengths = a[op.lengthsAt()].block().ints();
            return Math.max(0, Math.min(time, lengths.get(a[op.lengthsAt()].start() + row)));
        }

        private int place(int step, int length) {
            return op.reversed() ? length - 1 - step : step;
        }
    }
}
