package org.librate.metrics.classification;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.librate.core.ShapeException;
import org.librate.core.Tensor;
import org.librate.core.metric.Metric;
import org.librate.metrics.internal.Inputs;

/** A count, for each label of rows that may have several, of hits and misses: a label is given when its probability is above one half. */
final class LabelTally implements Metric.Tally {

    private static final int CELLS = 4; // of a label: wanted · 2 + given

    private final Metric metric;
    private final ToDoubleFunction<List<ClassOutcomes>> finish;
    private double[] cells = {};
    private double total;

    LabelTally(Metric metric, ToDoubleFunction<List<ClassOutcomes>> finish) {
        this.metric = metric;
        this.finish = finish;
    }

    @Override
    public void add(Tensor scores, Tensor targets, @Nullable Tensor weights) {
        String who = metric.name();
        Inputs.sameSize(who, scores, targets);
        if (scores.rank() != 2) {
            throw new ShapeException(who, "needs a probability for each label, [n, labels]", "", scores.shape());
        }
        int rows = Inputs.rows(who, scores);
        int labels = Math.toIntExact(scores.dim(1));
        double[] given = Inputs.probabilities(who, scores);
        byte[] wanted = Inputs.labels(who, targets);
        double[] by = Inputs.weights(who, weights, rows);
        reserve(who, labels);
        for (int i = 0; i < rows; i++) {
            double weight = by == null ? 1 : by[i];
            for (int label = 0; label < labels; label++) {
                int at = i * labels + label;
                cells[label * CELLS + wanted[at] * 2 + (given[at] > 0.5 ? 1 : 0)] += weight;
            }
            total += weight;
        }
    }

    private void reserve(String who, int labels) {
        if (cells.length == 0) {
            cells = new double[labels * CELLS];
        } else if (cells.length != labels * CELLS) {
            throw new IllegalArgumentException(who + ": every batch must have the same labels, got " + labels + " after " + cells.length / CELLS
                    + ".");
        }
    }

    @Override
    public void merge(Metric.Tally other) {
        if (!(other instanceof LabelTally tally && tally.metric.equals(metric))) {
            throw Inputs.cannotMerge(metric.name(), other);
        }
        if (tally.cells.length > 0) {
            reserve(metric.name(), tally.cells.length / CELLS);
        }
        for (int i = 0; i < tally.cells.length; i++) {
            cells[i] += tally.cells[i];
        }
        total += tally.total;
    }

    @Override
    public double value() {
        return total == 0 ? Double.NaN : finish.applyAsDouble(IntStream.range(0, cells.length / CELLS).map(label -> label * CELLS)
                .mapToObj(at -> new ClassOutcomes(cells[at + 3], cells[at + 1], cells[at + 2], cells[at])).toList());
    }

    /** As in {@code Tally[F1.macro().overLabels()]}. */
    @Override
    public String toString() {
        return "Tally[" + metric + "]";
    }
}
