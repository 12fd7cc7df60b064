package org.librate.metrics.classification;

import java.util.Arrays;
import org.librate.core.DType;
import org.librate.core.ShapeException;
import org.librate.core.Tensor;
import org.librate.metrics.internal.Inputs;

/** Probabilities of rows and what was right, each as a distribution over the classes or as one number for each label. */
final class Probabilities {

    private static final double SUM_TOLERANCE = 1e-3;

    final int rows;
    final int columns;
    final double[] given;
    final double[] wanted;
    final double smallest; // what float32 or float64 can tell from 0 beside 1

    private Probabilities(int rows, int columns, double[] given, double[] wanted, double smallest) {
        this.rows = rows;
        this.columns = columns;
        this.given = given;
        this.wanted = wanted;
        this.smallest = smallest;
    }

    /** Of classes, which exclude each other. */
    static Probabilities classes(String who, Tensor scores, Tensor targets) {
        int rows = Inputs.rows(who, scores);
        boolean single = Inputs.single(scores);
        if (!single && scores.rank() != 2) {
            throw new ShapeException(who, "needs probabilities [n, classes], or [n] of class 1", "", scores.shape());
        }
        double[] found = Inputs.probabilities(who, scores);
        int columns = single ? 2 : Math.toIntExact(scores.dim(1));
        double[] given = single ? new double[2 * rows] : found;
        for (int i = 0; i < rows; i++) {
            if (single) {
                given[2 * i] = 1 - found[i];
                given[2 * i + 1] = found[i];
            } else {
                checkSum(who, given, i, columns);
            }
        }
        double[] wanted = new double[rows * columns];
        if (targets.rank() == 2 && targets.dim(1) == columns && targets.dim(0) == rows) {
            wanted = Inputs.probabilities(who, targets);
        } else {
            int[] numbers = Inputs.classes(who, targets, rows, columns);
            for (int i = 0; i < rows; i++) {
                wanted[i * columns + numbers[i]] = 1;
            }
        }
        return new Probabilities(rows, columns, given, wanted, smallest(scores));
    }

    /** Of labels, which may hold together. */
    static Probabilities labels(String who, Tensor scores, Tensor targets) {
        Inputs.sameSize(who, scores, targets);
        int rows = Inputs.rows(who, scores);
        double[] given = Inputs.probabilities(who, scores);
        return new Probabilities(rows, rows == 0 ? 0 : given.length / rows, given, Inputs.probabilities(who, targets), smallest(scores));
    }

    private static double smallest(Tensor scores) {
        return scores.dtype() == DType.FLOAT64 ? Math.ulp(1.0) : Math.ulp(1.0f);
    }

    private static void checkSum(String who, double[] given, int row, int columns) {
        double sum = 0;
        for (int at = row * columns; at < (row + 1) * columns; at++) {
            sum += given[at];
        }
        if (!(Math.abs(sum - 1) <= SUM_TOLERANCE)) {
            throw new IllegalArgumentException(who + ": the probabilities of a row must add up to 1, got "
                    + Arrays.toString(Arrays.copyOfRange(given, row * columns, (row + 1) * columns)) + " in row " + row
                    + ". For rows that may have several labels, use overLabels().");
        }
    }
}
