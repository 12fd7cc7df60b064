package org.librate.core.kernel.nd4j;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.librate.core.Shape;
import org.librate.core.kernel.Call;
import org.librate.core.kernel.KernelOp;
import org.librate.core.kernel.NativeArray;
import org.librate.core.kernel.RecurrentCell;

/**
 * Recurrent cells, row by row and step by step, as their formulas read. Everything is summed in double precision.
 *
 * <p>What is kept for the gradient lies by row, step and unit group: LSTM {@code [i, f, g, o, c']}, GRU {@code [z, r, n', h Un + bm]}, all after
 * their activations.
 */
final class Recurrence {

    private final KernelOp.Recurrent op;
    private final RecurrentCell cell;
    private final int n;
    private final int time;
    private final int features;
    private final int units;
    private final int wide; // gates · units
    private final Reals x;
    private final Reals w;
    private final Reals u;
    private final Reals b;
    private final @Nullable Integers lengths;
    private final @Nullable Reals h0;
    private final @Nullable Reals c0;
    private final double[] weights;     // of the input, [features, wide]
    private final double[] recurrent;   // [units, wide]
    private final double[] sums;        // of the gates at hand, before their activation; a GRU's hidden product behind them
    private final double[] h;
    private final double[] c;

    private Recurrence(KernelOp.Recurrent op, NativeArray[] in) {
        this.op = op;
        cell = op.cell();
        Shape shape = in[0].shape();
        n = (int) shape.dim(0);
        time = (int) shape.dim(1);
        features = (int) shape.dim(2);
        units = (int) in[2].shape().dim(0);
        wide = cell.gates() * units;
        x = Reals.of(in[0]);
        w = Reals.of(in[1]);
        u = Reals.of(in[2]);
        b = Reals.of(in[3]);
        lengths = op.lengths() ? Integers.of(in[op.lengthsAt()]) : null;
        h0 = op.initial() ? Reals.of(in[op.initialAt()]) : null;
        c0 = op.initial() && cell == RecurrentCell.LSTM ? Reals.of(in[op.initialAt() + 1]) : null;
        weights = new double[features * wide];
        recurrent = new double[units * wide];
        sums = new double[cell.biases() * units];
        h = new double[units];
        c = new double[units];
    }

    static long memory(KernelOp.Recurrent op, Shape x, long units) {
        return Math.max(1, x.dim(0) * x.dim(1) * units * op.cell().kept());
    }

    static Call forward(KernelOp.Recurrent op, NativeArray[] in, NativeArray[] out) {
        Recurrence layer = new Recurrence(op, in);
        Reals y = Reals.of(out[0]);
        Reals last = op.cellState() ? Reals.of(out[1]) : null;
        Reals kept = op.training() ? Reals.of(out[out.length - 1]) : null;
        return HeldCall.of(() -> layer.forward(y, last, kept), all(in, out));
    }

    static Call gradient(KernelOp.Recurrent op, NativeArray[] in, NativeArray[] out) {
        Gradient gradient = new Recurrence(op, in).new Gradient(in, out);
        return HeldCall.of(gradient::run, all(in, out));
    }

    private static NativeArray[] all(NativeArray[] in, NativeArray[] out) {
        NativeArray[] all = new NativeArray[in.length + out.length];
        System.arraycopy(in, 0, all, 0, in.length);
        System.arraycopy(out, 0, all, in.length, out.length);
        return all;
    }

    private void load() {
        for (int i = 0; i < weights.length; i++) {
            weights[i] = w.get(i);
        }
        for (int i = 0; i < recurrent.length; i++) {
            recurrent[i] = u.get(i);
        }
    }

    private int length(int row) {
        return lengths == null ? time : (int) Math.max(0, Math.min(time, lengths.get(row)));
    }

    /** The position in time of a row's step. */
    private int at(int step, int length) {
        return op.reversed() ? length - 1 - step : step;
    }

    private void forward(Reals y, @Nullable Reals last, @Nullable Reals kept) {
        load();
        for (int row = 0; row < n; row++) {
            for (int j = 0; j < units; j++) {
                h[j] = h0 == null ? 0 : h0.get(row * units + j);
                c[j] = c0 == null ? 0 : c0.get(row * units + j);
            }
            int length = length(row);
            for (int step = 0; step < length; step++) {
                int place = row * time + at(step, length);
                sum(place);
                advance(kept, place * units * cell.kept());
                for (int j = 0; j < units; j++) {
                    y.set(place * units + j, h[j]);
                }
            }
            for (int i = (row * time + length) * units; i < (row + 1) * time * units; i++) {
                y.set(i, 0);
            }
            for (int j = 0; j < units && last != null; j++) {
                last.set(row * units + j, c[j]);
            }
        }
    }

    /** x W + h U + b; where the GRU needs them apart, h U + b of the last gate stands behind. */
    private void sum(int place) {
        for (int k = 0; k < sums.length; k++) {
            sums[k] = b.get(k);
        }
        for (int i = 0; i < features; i++) {
            double value = x.get(place * features + i);
            for (int k = 0; k < wide; k++) {
                sums[k] += value * weights[i * wide + k];
            }
        }
        int shift = cell == RecurrentCell.GRU ? units : 0;
        for (int i = 0; i < units; i++) {
            for (int k = 0; k < wide; k++) {
                sums[k < 2 * units ? k : k + shift] += h[i] * recurrent[i * wide + k];
            }
        }
    }

    /** From h and c to those after the step. */
    private void advance(@Nullable Reals kept, int keepAt) {
        for (int j = 0; j < units; j++) {
            switch (cell) {
                case TANH -> h[j] = Math.tanh(sums[j]);
                case RELU -> h[j] = Math.max(0, sums[j]);
                case LSTM -> {
                    double i = sigmoid(sums[j]);
                    double f = sigmoid(sums[units + j]);
                    double g = Math.tanh(sums[2 * units + j]);
                    double o = sigmoid(sums[3 * units + j]);
                    c[j] = f * c[j] + i * g;
                    h[j] = o * Math.tanh(c[j]);
                    keep(kept, keepAt + j, i, f, g, o, c[j]);
                }
                case GRU -> {
                    double z = sigmoid(sums[j]);
                    double r = sigmoid(sums[units + j]);
                    double hidden = sums[3 * units + j];
                    double candidate = Math.tanh(sums[2 * units + j] + r * hidden);
                    h[j] = z * h[j] + (1 - z) * candidate;
                    keep(kept, keepAt + j, z, r, candidate, hidden);
                }
            }
        }
    }

    private void keep(@Nullable Reals kept, int at, double... values) {
        for (int k = 0; k < values.length && kept != null; k++) {
            kept.set(at + k * units, values[k]);
        }
    }

    private static double sigmoid(double value) {
        return 1 / (1 + Math.exp(-value));
    }

    /** From a row's last step to its first. */
    private final class Gradient {
        private final Reals y;
        private final Reals kept;
        private final Reals gy;
        private final @Nullable Reals gc;
        private final Reals dx;
        private final Reals[] totals = new Reals[3];                // dW, dU, db
        private final double[][] totalSums = new double[3][];
        private final @Nullable Reals dh0;
        private final @Nullable Reals dc0;
        private final double[] dh = new double[units];
        private final double[] dc = new double[units];
        private final double[] before = new double[units];          // h before the step
        private final double[] slopes = new double[sums.length];    // by the gates before their activation; a GRU's hidden product behind them

        Gradient(NativeArray[] in, NativeArray[] out) {
            int next = op.inputs();
            y = Reals.of(in[next]);
            kept = Reals.of(in[next + 1]);
            gy = Reals.of(in[next + 2]);
            gc = op.cellState() ? Reals.of(in[next + 4]) : null;
            dx = Reals.of(out[0]);
            for (int i = 0; i < totals.length; i++) {
                totals[i] = Reals.of(out[1 + i]);
                totalSums[i] = new double[(int) out[1 + i].size()];
            }
            dh0 = op.initial() ? Reals.of(out[4]) : null;
            dc0 = c0 == null ? null : Reals.of(out[5]);
        }

        void run() {
            load();
            for (double[] total : totalSums) {
                Arrays.fill(total, 0);
            }
            for (int row = 0; row < n; row++) {
                row(row);
            }
            for (int t = 0; t < totals.length; t++) {
                for (int i = 0; i < totalSums[t].length; i++) {
                    totals[t].set(i, totalSums[t][i]);
                }
            }
        }

        private void row(int row) {
            for (int j = 0; j < units; j++) {
                dh[j] = 0;
                dc[j] = gc == null ? 0 : gc.get(row * units + j);
            }
            int length = length(row);
            for (int step = length - 1; step >= 0; step--) {
                int place = row * time + at(step, length);
                int earlier = step == 0 ? -1 : row * time + at(step - 1, length);
                for (int j = 0; j < units; j++) {
                    dh[j] += gy.get(place * units + j);
                    before[j] = earlier >= 0 ? y.get(earlier * units + j) : h0 == null ? 0 : h0.get(row * units + j);
                }
                retreat(row, place, earlier);
                spread(place);
            }
            for (int i = (row * time + length) * features; i < (row + 1) * time * features; i++) {
                dx.set(i, 0);
            }
            for (int j = 0; j < units; j++) {
                if (dh0 != null) {
                    dh0.set(row * units + j, dh[j]);
                }
                if (dc0 != null) {
                    dc0.set(row * units + j, dc[j]);
                }
            }
        }

        /** The slopes of a step; dc, and the part of dh that does not go through weights, become those before the step. */
        private void retreat(int row, int place, int earlier) {
            int at = place * units * cell.kept();
            for (int j = 0; j < units; j++, at++) {
                double g = dh[j];
                dh[j] = 0;
                switch (cell) {
                    case TANH -> slopes[j] = g * (1 - square(y.get(place * units + j)));
                    case RELU -> slopes[j] = y.get(place * units + j) > 0 ? g : 0;
                    case LSTM -> {
                        double in = kept.get(at);
                        double forget = kept.get(at + units);
                        double fresh = kept.get(at + 2 * units);
                        double out = kept.get(at + 3 * units);
                        double tanh = Math.tanh(kept.get(at + 4 * units));
                        double old = earlier >= 0 ? kept.get(earlier * units * cell.kept() + 4 * units + j) : c0 == null ? 0
                                : c0.get(row * units + j);
                        double state = dc[j] + g * out * (1 - tanh * tanh);
                        slopes[j] = state * fresh * in * (1 - in);
                        slopes[units + j] = state * old * forget * (1 - forget);
                        slopes[2 * units + j] = state * in * (1 - fresh * fresh);
                        slopes[3 * units + j] = g * tanh * out * (1 - out);
                        dc[j] = state * forget;
                    }
                    case GRU -> {
                        double z = kept.get(at);
                        double r = kept.get(at + units);
                        double candidate = kept.get(at + 2 * units);
                        double hidden = kept.get(at + 3 * units);
                        double toCandidate = g * (1 - z) * (1 - candidate * candidate);
                        slopes[j] = g * (before[j] - candidate) * z * (1 - z);
                        slopes[units + j] = toCandidate * hidden * r * (1 - r);
                        slopes[2 * units + j] = toCandidate;
                        slopes[3 * units + j] = toCandidate * r;
                        dh[j] = g * z;
                    }
                }
            }
        }

        /** The slopes to x, W, U, b and the state before. */
        private void spread(int place) {
            for (int i = 0; i < features; i++) {
                double value = x.get(place * features + i);
                double sum = 0;
                for (int k = 0; k < wide; k++) {
                    sum += slopes[k] * weights[i * wide + k];
                    totalSums[0][i * wide + k] += value * slopes[k];
                }
                dx.set(place * features + i, sum);
            }
            int shift = cell == RecurrentCell.GRU ? units : 0;
            for (int i = 0; i < units; i++) {
                double sum = 0;
                for (int k = 0; k < wide; k++) {
                    double slope = slopes[k < 2 * units ? k : k + shift];
                    sum += slope * recurrent[i * wide + k];
                    totalSums[1][i * wide + k] += before[i] * slope;
                }
                dh[i] += sum;
            }
            for (int k = 0; k < slopes.length; k++) {
                totalSums[2][k] += slopes[k];
            }
        }

        private static double square(double value) {
            return value * value;
        }
    }
}
