package org.librate.core.metric;

import org.jspecify.annotations.Nullable;
import org.librate.core.Tensor;

/** A count whose value is the weighted mean of one number for each row. */
final class WeightedMean implements Metric.Tally {

    /** The number of each row. */
    interface PerRow {
        double[] of(Tensor scores, Tensor targets);
    }

    private final Metric metric;
    private final PerRow perRow;
    private double sum;
    private double total;

    WeightedMean(Metric metric, PerRow perRow) {
        this.metric = metric;
        this.perRow = perRow;
    }

    @Override
    public void add(Tensor scores, Tensor targets, @Nullable Tensor weights) {
        double[] rows = perRow.of(scores, targets);
        double[] by = weights == null ? null : weights.toDoubles();
        for (int i = 0; i < rows.length; i++) {
            double weight = by == null ? 1 : by[i];
            if (weight != 0) {
                sum += weight * rows[i];
                total += weight;
            }
        }
    }

    @Override
    public void merge(Metric.Tally other) {
        if (!(other instanceof WeightedMean mean && mean.metric.equals(metric))) {
            throw new IllegalArgumentException(metric.name() + ": only a tally of the same metric can be merged, got " + other + ".");
        }
        sum += mean.sum;
        total += mean.total;
    }

    @Override
    public double value() {
        return total == 0 ? Double.NaN : sum / total;
    }

    /** As in {@code Tally[Mae[]]}. */
    @Override
    public String toString() {
        return "Tally[" + metric + "]";
    }
}
