package org.librate.nn.train;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.librate.core.metric.Metric;

/**
 * The number that says which epoch was the best.
 *
 * @param metric a metric on the validation rows, or null for the loss
 * @param maximize whether more is better
 */
record Monitor(@Nullable Metric metric, boolean maximize) {

    static final Monitor LOSS = new Monitor(null, false);

    /** By the validation loss if there is one, else by the training loss. */
    double of(EpochResult result) {
        return metric == null ? result.validationLoss().orElse(result.loss()) : result.get(metric);
    }

    /** Whether a value beats the best so far by more than {@code delta}. NaN beats nothing, and everything beats it. */
    boolean isBetter(double value, double best, double delta) {
        if (Double.isNaN(value)) {
            return false;
        }
        return Double.isNaN(best) || (maximize ? value > best + delta : value < best - delta);
    }

    List<Metric> metrics() {
        return metric == null ? List.of() : List.of(metric);
    }

    @Override
    public String toString() {
        return metric == null ? "loss" : metric.name();
    }
}
