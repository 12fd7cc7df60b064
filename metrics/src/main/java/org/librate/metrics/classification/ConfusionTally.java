package org.librate.metrics.classification;

import org.jspecify.annotations.Nullable;
import org.librate.core.Tensor;
import org.librate.core.metric.Metric;
import org.librate.metrics.internal.Inputs;

/** A count of which class was taken for which. */
final class ConfusionTally implements Metric.Tally {

    private final DecisionMetric metric;
    private final ConfusionCells cells = new ConfusionCells();

    ConfusionTally(DecisionMetric metric) {
        this.metric = metric;
    }

    @Override
    public void add(Tensor scores, Tensor targets, @Nullable Tensor weights) {
        cells.add(metric.name(), scores, targets, weights);
    }

    @Override
    public void merge(Metric.Tally other) {
        if (!(other instanceof ConfusionTally tally && tally.metric.equals(metric))) {
            throw Inputs.cannotMerge(metric.name(), other);
        }
        cells.merge(metric.name(), tally.cells);
    }

    @Override
    public double value() {
        Confusion confusion = cells.confusion();
        return confusion.total() == 0 ? Double.NaN : metric.from(confusion);
    }

    /** As in {@code Tally[F1.macro()]}. */
    @Override
    public String toString() {
        return "Tally[" + metric + "]";
    }
}
