package org.librate.metrics.forecast;

import org.librate.core.Check;
import org.librate.core.metric.Metric;
import org.librate.metrics.internal.MeanTally;

/**
 * The share of targets {@code [n]} inside their prediction intervals {@code [n, 2]}, ends included. The nearer to the level they were made for, the
 * better: too wide is wrong as well.
 *
 * @param level the share that should be inside
 */
public record IntervalCoverage(double level) implements Metric {

    public IntervalCoverage {
        Check.within("IntervalCoverage", "level", level, 0, 1);
    }

    public static IntervalCoverage of(double level) {
        return new IntervalCoverage(level);
    }

    @Override
    public String name() {
        return "interval_coverage";
    }

    /** Up to the level; see {@link #better}. */
    @Override
    public boolean higherIsBetter() {
        return true;
    }

    /** The nearer to the level. */
    @Override
    public boolean better(double value, double than) {
        return !Double.isNaN(value) && (Double.isNaN(than) || Math.abs(value - level) < Math.abs(than - level));
    }

    @Override
    public Tally start() {
        return new MeanTally(this, (bounds, targets) -> Bounds.rows(name(), bounds, targets,
                (low, high, wanted) -> low <= wanted && wanted <= high ? 1 : 0));
    }
}
