package org.librate.metrics.forecast;

import org.librate.core.metric.Metric;
import org.librate.metrics.internal.MeanTally;

/** The mean width of prediction intervals {@code [n, 2]}. */
public record IntervalWidth() implements Metric {

    public static IntervalWidth metric() {
        return new IntervalWidth();
    }

    @Override
    public String name() {
        return "interval_width";
    }

    @Override
    public boolean higherIsBetter() {
        return false;
    }

    @Override
    public Tally start() {
        return new MeanTally(this, (bounds, targets) -> Bounds.rows(name(), bounds, targets, (low, high, wanted) -> high - low));
    }
}
