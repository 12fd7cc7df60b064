package org.librate.core.metric;

import org.jspecify.annotations.Nullable;
import org.librate.core.Tensor;

/** A count whose value is the weighted mean of one number for each row. */
final class WeightedMean implements Metric.Tally {

    /** The number of each row. */
    interface PerRow {
        double[] of(Tensor scores, Tensor targets);
    }

    private final PerRow perRow;
    private double sum;
    private double total;

    WeightedMean(PerRow perRow) {
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
    public double value() {
        return total == 0 ? Double.NaN : sum / total;
    }
}
