package org.librate.metrics.internal;

import org.jspecify.annotations.Nullable;
import org.librate.core.Tensor;
import org.librate.core.metric.Metric;

/**
 * A count whose value is the mean over the columns of a function of each column's weighted mean cost. Predictions and targets {@code [n]} have one
 * column, {@code [n, ..]} one for each element of a row. Internal to Librate.
 */
public final class ElementTally implements Metric.Tally {

    /** What an element costs. */
    public interface Cost {
        double of(double given, double wanted);
    }

    /** What a column's mean cost becomes. */
    public interface Finish {
        double of(int column, double mean);
    }

    private final Metric metric;
    private final Cost cost;
    private final Finish finish;
    private double[] sums = {};
    private double total;

    public ElementTally(Metric metric, Cost cost) {
        this(metric, cost, (column, mean) -> mean);
    }

    public ElementTally(Metric metric, Cost cost, Finish finish) {
        this.metric = metric;
        this.cost = cost;
        this.finish = finish;
    }

    @Override
    public void add(Tensor scores, Tensor targets, @Nullable Tensor weights) {
        String who = metric.name();
        Inputs.sameSize(who, scores, targets);
        int rows = Inputs.rows(who, scores);
        if (rows == 0) {
            return;
        }
        double[] given = Inputs.doubles(who, "predictions", scores);
        double[] wanted = Inputs.doubles(who, "targets", targets);
        double[] by = Inputs.weights(who, weights, rows);
        int columns = given.length / rows;
        reserve(columns);
        for (int i = 0; i < rows; i++) {
            double weight = by == null ? 1 : by[i];
            if (weight == 0) {
                continue;
            }
            for (int column = 0; column < columns; column++) {
                int at = i * columns + column;
                sums[column] += weight * cost.of(given[at], wanted[at]);
            }
            total += weight;
        }
    }

    private void reserve(int columns) {
        if (sums.length == 0) {
            sums = new double[columns];
        } else if (sums.length != columns) {
            throw new IllegalArgumentException(metric.name() + ": every batch must have as many values for each row, got " + columns + " after "
                    + sums.length + ".");
        }
    }

    @Override
    public void merge(Metric.Tally other) {
        if (!(other instanceof ElementTally tally && tally.metric.equals(metric))) {
            throw Inputs.cannotMerge(metric.name(), other);
        }
        if (tally.sums.length > 0) {
            reserve(tally.sums.length);
        }
        for (int i = 0; i < tally.sums.length; i++) {
            sums[i] += tally.sums[i];
        }
        total += tally.total;
    }

    @Override
    public double value() {
        if (total == 0) {
            return Double.NaN;
        }
        double sum = 0;
        for (int i = 0; i < sums.length; i++) {
            sum += finish.of(i, sums[i] / total);
        }
        return sum / sums.length;
    }

    /** As in {@code Tally[Rmse[]]}. */
    @Override
    public String toString() {
        return "Tally[" + metric + "]";
    }
}
