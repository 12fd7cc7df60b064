package org.librate.metrics.internal;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.librate.core.DType;
import org.librate.core.ShapeException;
import org.librate.core.Tensor;

/** Reads what is handed to a metric, and refuses what would turn into a wrong number. Internal to Librate. */
public final class Inputs {

    private Inputs() {
    }

    /** The number of rows: the length of the first axis. */
    public static int rows(String who, Tensor scores) {
        if (scores.rank() == 0) {
            throw new ShapeException(who, "needs a value for each row, [n] or [n, ..]", "", scores.shape());
        }
        return Math.toIntExact(scores.dim(0));
    }

    /** Whether there is one value for each row: {@code [n]} or {@code [n, 1]}. */
    public static boolean single(Tensor tensor) {
        return tensor.rank() == 1 || tensor.rank() == 2 && tensor.dim(1) == 1;
    }

    /** Complains unless predictions and targets have as many rows and as many elements. */
    public static void sameSize(String who, Tensor scores, Tensor targets) {
        rows(who, scores);
        if (targets.rank() == 0 || scores.size() != targets.size() || scores.dim(0) != targets.dim(0)) {
            throw new ShapeException(who, "predictions and targets must match", "", scores.shape(), targets.shape());
        }
    }

    /** How much each row counts, or null when all count alike. */
    public static double @Nullable [] weights(String who, @Nullable Tensor weights, int rows) {
        if (weights == null) {
            return null;
        }
        if (!single(weights) || weights.dim(0) != rows) {
            throw new ShapeException(who, "needs one weight for each of the " + rows + " rows", "", weights.shape());
        }
        double[] values = weights.toDoubles();
        for (int i = 0; i < rows; i++) {
            if (!(values[i] >= 0 && values[i] < Double.POSITIVE_INFINITY)) {
                throw new IllegalArgumentException(who + ": weights must be >= 0 and finite, got " + values[i] + " in row " + i + ".");
            }
        }
        return values;
    }

    /** The elements, none of which is NaN or infinite. */
    public static double[] doubles(String who, String what, Tensor tensor) {
        double[] values = tensor.toDoubles();
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw notFinite(who, what, values[i], i, tensor);
            }
        }
        return values;
    }

    /** The elements, none of which is NaN or infinite. */
    public static float[] floats(String who, String what, Tensor tensor) {
        float[] values = tensor.toArray();
        for (int i = 0; i < values.length; i++) {
            if (!Float.isFinite(values[i])) {
                throw notFinite(who, what, values[i], i, tensor);
            }
        }
        return values;
    }

    private static IllegalArgumentException notFinite(String who, String what, double value, int at, Tensor tensor) {
        long rows = Math.max(1, tensor.rank() == 0 ? 1 : tensor.dim(0));
        return new IllegalArgumentException(who + ": " + what + " must be finite, got " + value + " in row " + at / Math.max(1, tensor.size() / rows)
                + ". Shape " + tensor.shape()
                + ". A model that gives NaN has diverged; rows without a target must be taken out, or given weight 0 and any number.");
    }

    /** The elements, all of them probabilities. */
    public static double[] probabilities(String who, Tensor scores) {
        double[] values = scores.toDoubles();
        for (int i = 0; i < values.length; i++) {
            if (!(values[i] >= 0 && values[i] <= 1)) {
                throw notProbability(who, values[i], i);
            }
        }
        return values;
    }

    /** The complaint about a score that is no probability. Made only when needed: a message for each of 10 million rows takes seconds. */
    public static IllegalArgumentException notProbability(String who, double value, int at) {
        return new IllegalArgumentException(who + ": scores must be probabilities in [0, 1], got " + value + " at element " + at
                + ". Give it what predictProbabilities returns, not logits.");
    }

    /**
     * Class numbers: of targets {@code [n]} or {@code [n, 1]}, or the largest column of targets that are a distribution {@code [n, classes]}.
     *
     * @param classes how many there are, or 0 if that is not known
     */
    public static int[] classes(String who, Tensor targets, int rows, int classes) {
        boolean distribution = classes > 1 && targets.rank() == 2 && targets.dim(1) == classes;
        if (targets.rank() == 0 || targets.dim(0) != rows || !distribution && !single(targets)) {
            throw new ShapeException(who, "needs one class number for each of the " + rows + " rows", "", targets.shape());
        }
        int[] found;
        if (distribution) {
            return largest(distributions(who, targets, rows, classes), rows, classes);
        } else if (targets.dtype().isFloating()) {
            double[] values = targets.toDoubles();
            found = new int[rows];
            for (int i = 0; i < rows; i++) {
                if (values[i] != Math.rint(values[i])) {
                    throw new IllegalArgumentException(who + ": class numbers must be whole, got " + values[i] + " in row " + i + ".");
                }
                found[i] = (int) values[i];
            }
        } else if (targets.dtype() == DType.INT64) {
            found = new int[rows];
            long[] values = targets.toLongs();
            for (int i = 0; i < rows; i++) {
                found[i] = (int) Math.max(Math.min(values[i], Integer.MAX_VALUE), -1);
            }
        } else {
            found = targets.toInts();
        }
        for (int i = 0; i < rows; i++) {
            if (found[i] < 0 || classes > 0 && found[i] >= classes) {
                throw new IllegalArgumentException(who + ": class numbers must be " + (classes > 0 ? "in [0, " + (classes - 1) + "]" : ">= 0")
                        + ", got " + found[i] + " in row " + i + ".");
            }
        }
        return found;
    }

    /** Rows that add up to 1: labels that may hold together look the same, and would be taken for something else. */
    private static double[] distributions(String who, Tensor targets, int rows, int classes) {
        double[] values = doubles(who, "targets", targets);
        for (int i = 0; i < rows; i++) {
            double sum = 0;
            for (int at = i * classes; at < (i + 1) * classes; at++) {
                sum += values[at];
            }
            if (!(Math.abs(sum - 1) < 1e-3)) {
                throw new IllegalArgumentException(who + ": targets [n, classes] must add up to 1 in each row, got " + sum + " in row " + i
                        + ". For rows that may have several labels, use overLabels() where the metric has it.");
            }
        }
        return values;
    }

    /** The place of the largest value in each row; the first of several. */
    public static int[] largest(double[] values, int rows, int columns) {
        int[] found = new int[rows];
        for (int i = 0; i < rows; i++) {
            int best = i * columns;
            for (int at = best + 1; at < (i + 1) * columns; at++) {
                best = values[at] > values[best] ? at : best;
            }
            found[i] = best - i * columns;
        }
        return found;
    }

    /** The place of the largest value in each row; the first of several. */
    public static int[] largest(float[] values, int rows, int columns) {
        int[] found = new int[rows];
        for (int i = 0; i < rows; i++) {
            int best = i * columns;
            for (int at = best + 1; at < (i + 1) * columns; at++) {
                best = values[at] > values[best] ? at : best;
            }
            found[i] = best - i * columns;
        }
        return found;
    }

    /** Targets that say yes (1) or no (0) to each label. */
    public static byte[] labels(String who, Tensor targets) {
        double[] values = targets.toDoubles();
        byte[] labels = new byte[values.length];
        for (int i = 0; i < labels.length; i++) {
            if (values[i] != 0 && values[i] != 1) {
                throw new IllegalArgumentException(who + ": labels must be 0 or 1, got " + values[i] + " at element " + i + ".");
            }
            labels[i] = (byte) values[i];
        }
        return labels;
    }

    /** The complaint about a tally of something else. */
    public static IllegalArgumentException cannotMerge(String who, Object other) {
        return new IllegalArgumentException(who + ": only a tally of the same metric can be merged, got " + other + ".");
    }

    /** The sum of weights, or the number of rows when all count alike. */
    public static double total(double @Nullable [] weights, int rows) {
        return weights == null ? rows : Arrays.stream(weights).sum();
    }
}
