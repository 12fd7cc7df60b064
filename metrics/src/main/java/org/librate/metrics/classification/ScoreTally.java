package org.librate.metrics.classification;

import org.jspecify.annotations.Nullable;
import org.librate.core.Tensor;
import org.librate.core.metric.Metric;
import org.librate.metrics.internal.Inputs;

/** A count that keeps all scores. */
final class ScoreTally implements Metric.Tally {

    private final ScoreMetric metric;
    private final ScoreRows rows;

    ScoreTally(ScoreMetric metric) {
        this.metric = metric;
        this.rows = new ScoreRows(metric.labels());
    }

    @Override
    public void add(Tensor scores, Tensor targets, @Nullable Tensor weights) {
        rows.add(metric.name(), scores, targets, weights);
    }

    @Override
    public void merge(Metric.Tally other) {
        if (!(other instanceof ScoreTally tally && tally.metric.equals(metric))) {
            throw Inputs.cannotMerge(metric.name(), other);
        }
        rows.merge(metric.name(), tally.rows);
    }

    @Override
    public double value() {
        return rows.total() == 0 ? Double.NaN : metric.from(rows);
    }

    /** As in {@code Tally[AveragePrecision.metric()]}. */
    @Override
    public String toString() {
        return "Tally[" + metric + "]";
    }
}
