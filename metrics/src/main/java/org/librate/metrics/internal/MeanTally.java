package org.librate.metrics.internal;

import java.util.function.DoubleUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.librate.core.Tensor;
import org.librate.core.metric.Metric;

/** A count whose value is the weighted mean of one number for each row, or a function of that mean. Internal to Librate. */
public final class MeanTally implements Metric.Tally {

    /** The number of each row. */
    public interface PerRow {
        double[] of(Tensor scores, Tensor targets);
    }

    private final Metric metric;
    private final PerRow perRow;
    private final DoubleUnaryOperator finish;
    private boolean skipping;
    private double sum;
    private double total;

    public MeanTally(Metric metric, PerRow perRow) {
        this(metric, perRow, mean -> mean);
    }

    public MeanTally(Metric metric, PerRow perRow, DoubleUnaryOperator finish) {
        this.metric = metric;
        this.perRow = perRow;
        this.finish = finish;
    }

    /** Whether rows of NaN are left out. */
    public MeanTally skippingNaN(boolean skipping) {
        this.skipping = skipping;
        return this;
    }

    @Override
    public void add(Tensor scores, Tensor targets, @Nullable Tensor weights) {
        double[] rows = perRow.of(scores, targets);
        double[] by = Inputs.weights(metric.name(), weights, rows.length);
        for (int i = 0; i < rows.length; i++) {
            double weight = by == null ? 1 : by[i];
            if (weight != 0 && !(skipping && Double.isNaN(rows[i]))) {
                sum += weight * rows[i];
                total += weight;
            }
        }
    }

    @Override
    public void merge(Metric.Tally other) {
        if (!(other instanceof MeanTally mean && mean.metric.equals(metric))) {
            throw Inputs.cannotMerge(metric.name(), other);
        }
        sum += mean.sum;
        total += mean.total;
    }

    @Override
    public double value() {
        return total == 0 ? Double.NaN : finish.applyAsDouble(sum / total);
    }

    /** As in {@code Tally[LogLoss[]]}. */
    @Override
    public String toString() {
        return "Tally[" + metric + "]";
    }
}
