package org.librate.core.metric;

import org.librate.core.ShapeException;
import org.librate.core.Tensor;

/** The share of rows whose most probable class is the right one. */
public record Accuracy() implements Metric {

    private static final Accuracy METRIC = new Accuracy();

    public static Accuracy metric() {
        return METRIC;
    }

    @Override
    public String name() {
        return "accuracy";
    }

    @Override
    public boolean higherIsBetter() {
        return true;
    }

    @Override
    public Tally start() {
        return new WeightedMean(this, Accuracy::hits);
    }

    private static double[] hits(Tensor scores, Tensor targets) {
        boolean single = scores.rank() == 1 || scores.rank() == 2 && scores.dim(1) == 1;
        if (!single && scores.rank() != 2) {
            throw new ShapeException("accuracy", "needs probabilities [n, classes], or [n] of class 1, or class numbers [n]", "", scores.shape());
        }
        int[] given = single ? decisions(scores) : scores.argmax(1).toInts();
        int[] wanted = Rows.classes(targets, single ? 1 : scores.dim(1));
        if (given.length != wanted.length) {
            throw new ShapeException("accuracy", "needs one class number for each row", "", scores.shape(), targets.shape());
        }
        double[] rows = new double[given.length];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = given[i] == wanted[i] ? 1 : 0;
        }
        return rows;
    }

    /** Whole numbers are classes that somebody decided on, others the probability of class 1. */
    private static int[] decisions(Tensor scores) {
        return scores.dtype().isFloating() ? scores.gt(0.5).toInts() : scores.toInts();
    }
}
