package org.librate.metrics.classification;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.librate.core.Check;
import org.librate.core.DType;
import org.librate.core.ShapeException;
import org.librate.core.Tensor;
import org.librate.metrics.internal.Inputs;

/** A confusion matrix that is being counted. */
final class ConfusionCells {

    private static final int MOST_CLASSES = 8192; // half a gigabyte of cells; beyond it, a class number is more likely a mistake

    private int classes;
    private double[] cells = {};

    void add(String who, Tensor scores, Tensor targets, @Nullable Tensor weights) {
        int rows = Inputs.rows(who, scores);
        boolean single = Inputs.single(scores);
        int columns = single ? 0 : columns(who, scores);
        int[] given = single ? decided(who, scores, rows) : decided(who, scores, rows, columns);
        int[] wanted = Inputs.classes(who, targets, rows, single ? scores.dtype().isFloating() ? 2 : 0 : columns);
        double[] by = Inputs.weights(who, weights, rows);
        int largest = single ? scores.dtype().isFloating() ? 1 : -1 : columns - 1;
        for (int i = 0; i < rows; i++) {
            largest = Math.max(largest, Math.max(given[i], wanted[i]));
        }
        grow(who, largest + 1);
        int width = classes;
        double[] into = cells;
        for (int i = 0; i < rows; i++) {
            into[wanted[i] * width + given[i]] += by == null ? 1 : by[i];
        }
    }

    private static int columns(String who, Tensor scores) {
        if (scores.rank() != 2 || scores.dim(1) == 0) {
            throw new ShapeException(who, "needs probabilities [n, classes], or [n] of class 1, or class numbers [n]", "", scores.shape());
        }
        return Math.toIntExact(scores.dim(1));
    }

    private static int[] decided(String who, Tensor scores, int rows, int columns) {
        return scores.dtype() == DType.FLOAT64 ? Inputs.largest(Inputs.doubles(who, "scores", scores), rows, columns)
                : Inputs.largest(Inputs.floats(who, "scores", scores), rows, columns);
    }

    private static int[] decided(String who, Tensor scores, int rows) {
        if (!scores.dtype().isFloating()) {
            return Inputs.classes(who, scores, rows, 0);
        }
        int[] given = new int[rows];
        if (scores.dtype() == DType.FLOAT64) {
            double[] values = Inputs.probabilities(who, scores);
            for (int i = 0; i < rows; i++) {
                given[i] = values[i] > 0.5 ? 1 : 0;
            }
        } else {
            float[] values = scores.toArray();
            for (int i = 0; i < rows; i++) {
                if (!(values[i] >= 0 && values[i] <= 1)) {
                    throw Inputs.notProbability(who, values[i], i);
                }
                given[i] = values[i] > 0.5f ? 1 : 0;
            }
        }
        return given;
    }

    private void grow(String who, int atLeast) {
        if (atLeast <= classes) {
            return;
        }
        Check.require(atLeast <= MOST_CLASSES, who, "class numbers must be below " + MOST_CLASSES, atLeast - 1,
                "Are these values instead of classes?");
        double[] wide = new double[atLeast * atLeast];
        for (int row = 0; row < classes; row++) {
            System.arraycopy(cells, row * classes, wide, row * atLeast, classes);
        }
        cells = wide;
        classes = atLeast;
    }

    void merge(String who, ConfusionCells other) {
        grow(who, other.classes);
        for (int i = 0; i < other.cells.length; i++) {
            cells[i / other.classes * classes + i % other.classes] += other.cells[i];
        }
    }

    Confusion confusion() {
        return new Confusion(classes, Arrays.copyOf(cells, cells.length), null);
    }
}
