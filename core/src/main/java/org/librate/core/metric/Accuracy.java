package org.librate.core.metric;

import org.jspecify.annotations.Nullable;
import org.librate.core.ShapeException;
import org.librate.core.Tensor;

/**
 * The share of rows whose most probable class is the right one. Where a row has several positions, such as the nodes of a graph, the share of those that have
 * a label: a negative one does not count.
 */
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
        return new Tally() {
            private final Tally rows = new WeightedMean(Accuracy::hits);
            private double right;
            private double labelled;

            @Override
            public void add(Tensor scores, Tensor targets, @Nullable Tensor weights) {
                if (scores.rank() <= 2) {
                    rows.add(scores, targets, weights);
                    return;
                }
                int[] given = scores.argmax(-1).toInts();
                int[] wanted = targets.toInts();
                if (given.length != wanted.length) {
                    throw new ShapeException("accuracy", "needs one class number for each position", "", scores.shape(), targets.shape());
                }
                double[] by = weights == null ? null : weights.toDoubles();
                int positions = given.length / Math.max(1, (int) scores.dim(0));
                for (int i = 0; i < given.length; i++) {
                    double weight = wanted[i] < 0 ? 0 : by == null ? 1 : by[i / positions];
                    right += given[i] == wanted[i] ? weight : 0;
                    labelled += weight;
                }
            }

            @Override
            public double value() {
                return labelled == 0 ? rows.value() : right / labelled;
            }
        };
    }

    private static double[] hits(Tensor scores, Tensor targets) {
        if (scores.rank() != 2) {
            throw new ShapeException("accuracy", "needs probabilities [n, classes]", "", scores.shape());
        }
        int[] given = scores.argmax(1).toInts();
        int[] wanted = Rows.classes(targets, scores.dim(1));
        if (given.length != wanted.length) {
            throw new ShapeException("accuracy", "needs one class number for each row", "", scores.shape(), targets.shape());
        }
        double[] rows = new double[given.length];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = given[i] == wanted[i] ? 1 : 0;
        }
        return rows;
    }
}
