package org.librate.core;

import java.util.Arrays;
import org.librate.core.kernel.Call;
import org.librate.core.kernel.KernelOp;
import org.librate.core.kernel.Kernels;
import org.librate.core.kernel.NativeArray;

/**
 * Connectionist temporal classification (Graves et al. 2006): minus the logarithm of the probability of all ways to stretch a row's labels over its
 * steps, with blanks between. {@code (logits [n, time, classes], lengths [n], labels [n, most], labelLengths [n]) → (loss [n], slope [n, time,
 * classes])}.
 *
 * <p>Labels l with blanks before, between and after are the states {@code s = 0 .. 2L}. Forward, {@code α_t(s)} sums over the ways to be in s at step
 * t; it comes from s, from s − 1, and from s − 2 if both are different labels. Backward, {@code β_t(s)} sums over the ways to end from there, without
 * what s emits at t. The share of all ways that go through s at t is {@code exp(α + β + loss)}, and the slope of a logit is its softmax less the
 * shares of the states that emit it. All in logarithms and float64, whatever the logits are, since a long row's ways are too many and too improbable
 * for anything else.
 *
 * <p>Where labels do not fit into the steps the loss is infinite, and there is no slope.
 */
record Ctc(int blank) implements KernelOp {

    @Override
    public Call bind(Kernels kernels, NativeArray[] in, NativeArray[] out) {
        return () -> {
            Row row = new Row(in[0].shape(), in[2].shape());
            for (int i = 0; i < in[1].size(); i++) {
                int steps = in[1].block().ints().get(in[1].start() + i);
                int labels = in[3].block().ints().get(in[3].start() + i);
                Check.require(steps >= 0 && steps <= row.time, "ctcLoss", "a length must be in [0, " + row.time + "]", steps + " in row " + i);
                Check.require(labels >= 0 && labels <= row.most, "ctcLoss", "a number of labels must be in [0, " + row.most + "]",
                        labels + " in row " + i);
                row.read(in[0], in[2], i, steps, labels);
                put(out[0], i, row.loss());
                for (int k = 0; k < row.slope.length; k++) {
                    put(out[1], i * row.slope.length + k, row.slope[k]);
                }
            }
        };
    }

    private static double get(NativeArray x, int at) {
        return x.dtype() == DType.FLOAT64 ? x.block().doubles().get(x.start() + at) : x.block().floats().get(x.start() + at);
    }

    private static void put(NativeArray x, int at, double value) {
        if (x.dtype() == DType.FLOAT64) {
            x.block().doubles().put(x.start() + at, value);
        } else {
            x.block().floats().put(x.start() + at, (float) value);
        }
    }

    /** log(eᵃ + eᵇ). */
    private static double either(double a, double b) {
        double larger = Math.max(a, b);
        return larger == Double.NEGATIVE_INFINITY ? larger : larger + Math.log1p(Math.exp(Math.min(a, b) - larger));
    }

    /** The work on one row, and the memory for it. */
    private final class Row {
        final int time;
        final int most;
        private final int classes;
        private final double[] logs;      // of probabilities, [time, classes]
        private final int[] emits;        // by each state
        private final double[][] ways;    // α, [time, states]
        final double[] slope;             // [time, classes]
        private int steps;
        private int states;

        Row(Shape logits, Shape labels) {
            this.time = (int) logits.dim(1);
            this.classes = (int) logits.dim(2);
            this.most = (int) labels.dim(1);
            this.logs = new double[time * classes];
            this.slope = new double[time * classes];
            this.emits = new int[2 * most + 1];
            this.ways = new double[time][2 * most + 1];
        }

        void read(NativeArray logits, NativeArray labels, int row, int steps, int count) {
            this.steps = steps;
            this.states = 2 * count + 1;
            for (int s = 0; s < states; s++) {
                int label = s % 2 == 0 ? blank : labels.block().ints().get(labels.start() + row * most + s / 2);
                Check.require(label >= 0 && label < classes && (s % 2 == 0 || label != blank), "ctcLoss",
                        "labels must be in [0, " + classes + ") and not the blank " + blank, label + " in row " + row);
                emits[s] = label;
            }
            for (int t = 0; t < steps; t++) {
                double largest = Double.NEGATIVE_INFINITY;
                for (int c = 0; c < classes; c++) {
                    double x = get(logits, (row * time + t) * classes + c);
                    logs[t * classes + c] = x;
                    largest = Math.max(largest, x);
                }
                double sum = 0;
                for (int c = 0; c < classes; c++) {
                    sum += Math.exp(logs[t * classes + c] - largest);
                }
                double all = largest + Math.log(sum);
                for (int c = 0; c < classes; c++) {
                    logs[t * classes + c] -= all;
                }
            }
        }

        /** The loss; leaves the slopes behind. */
        double loss() {
            Arrays.fill(slope, 0);
            if (steps == 0) {
                return states == 1 ? 0 : Double.POSITIVE_INFINITY;
            }
            for (int t = 0; t < steps; t++) {
                for (int s = 0; s < states; s++) {
                    double before = t == 0 ? (s < 2 ? 0 : Double.NEGATIVE_INFINITY) : cameTo(t, s);
                    ways[t][s] = before + logs[t * classes + emits[s]];
                }
            }
            double all = either(ways[steps - 1][states - 1], states > 1 ? ways[steps - 1][states - 2] : Double.NEGATIVE_INFINITY);
            if (all == Double.NEGATIVE_INFINITY) {
                return Double.POSITIVE_INFINITY;
            }
            goBack(all);
            return -all;
        }

        private double cameTo(int t, int s) {
            double sum = ways[t - 1][s];
            if (s > 0) {
                sum = either(sum, ways[t - 1][s - 1]);
            }
            return skips(s) ? either(sum, ways[t - 1][s - 2]) : sum;
        }

        /** Whether a state can be reached from the label before, without the blank between. */
        private boolean skips(int s) {
            return s % 2 == 1 && s > 1 && emits[s] != emits[s - 2];
        }

        private void goBack(double all) {
            double[] end = new double[states];
            double[] later = new double[states];
            for (int t = steps - 1; t >= 0; t--) {
                for (int s = 0; s < states; s++) {
                    end[s] = t == steps - 1 ? (s >= states - 2 ? 0 : Double.NEGATIVE_INFINITY) : goesOn(t + 1, s, later);
                    double share = Math.exp(ways[t][s] + end[s] - all);
                    slope[t * classes + emits[s]] -= share;
                }
                for (int c = 0; c < classes; c++) {
                    slope[t * classes + c] += Math.exp(logs[t * classes + c]);
                }
                double[] free = later;
                later = end;
                end = free;
            }
        }

        private double goesOn(int t, int s, double[] later) {
            double sum = later[s] + logs[t * classes + emits[s]];
            if (s + 1 < states) {
                sum = either(sum, later[s + 1] + logs[t * classes + emits[s + 1]]);
            }
            return s + 2 < states && skips(s + 2) ? either(sum, later[s + 2] + logs[t * classes + emits[s + 2]]) : sum;
        }
    }
}
