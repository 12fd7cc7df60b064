package org.librate.core.metric;

import org.jspecify.annotations.Nullable;
import org.librate.core.Check;
import org.librate.core.DType;
import org.librate.core.ShapeException;
import org.librate.core.Tensor;

/**
 * The share of rows whose most probable class is the right one. Where a row has several positions, such as the nodes of a graph, the share of those
 * that have a label: a negative one does not count. Rows of one position must have a label, unless their weight is 0.
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
        return new Positions(new WeightedMean(this, Accuracy::hits));
    }

    /** A count of rows, to which each position of a row of several is a row of its own, and of no weight where it has no label. */
    private record Positions(WeightedMean rows) implements Tally {

        @Override
        public void add(Tensor scores, Tensor targets, @Nullable Tensor weights) {
            if (scores.rank() <= 2) {
                checkLabels(targets, weights);
                rows.add(scores, targets, weights);
                return;
            }
            if (scores.size() / scores.dim(-1) != targets.size()) {
                throw new ShapeException("accuracy", "needs one class number for each position", "", scores.shape(), targets.shape());
            }
            Tensor labels = targets.reshape(-1);
            Tensor labelled = labels.ge(0).cast(DType.FLOAT32);
            Tensor each = weights == null ? labelled : labelled.reshape(targets.dim(0), -1).mul(weights.reshape(-1, 1)).reshape(-1);
            rows.add(scores.reshape(-1, scores.dim(-1)), labels, each);
        }

        /** A row without a label is neither right nor wrong: it must not count, or it is a mistake. */
        private static void checkLabels(Tensor targets, @Nullable Tensor weights) {
            if (targets.rank() != 1 || targets.dtype().isFloating()) {
                return;
            }
            int[] labels = targets.toInts();
            double[] by = weights == null ? null : weights.toDoubles();
            for (int i = 0; i < labels.length; i++) {
                Check.require(labels[i] >= 0 || by != null && by[i] == 0, "accuracy", "labels must be class numbers from 0 on",
                        labels[i] + " in row " + i + " of the batch", "Leave rows without a label out, or give them the weight 0.");
            }
        }

        @Override
        public void merge(Tally other) {
            rows.merge(other instanceof Positions positions ? positions.rows : other);
        }

        @Override
        public double value() {
            return rows.value();
        }
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
