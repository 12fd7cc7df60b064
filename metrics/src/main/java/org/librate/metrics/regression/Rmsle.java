package org.librate.metrics.regression;

import org.librate.core.Check;
import org.librate.core.metric.Metric;
import org.librate.metrics.internal.ElementTally;

/** The root of the mean squared difference of {@code log(1 + value)}: of numbers from 0 on that span orders of magnitude. */
public record Rmsle() implements Metric {

    public static Rmsle metric() {
        return new Rmsle();
    }

    @Override
    public String name() {
        return "rmsle";
    }

    @Override
    public boolean higherIsBetter() {
        return false;
    }

    @Override
    public Tally start() {
        return new ElementTally(this, (given, wanted) -> {
            Check.require(given > -1 && wanted > -1, name(), "predictions and targets must be > -1", Math.min(given, wanted));
            double error = Math.log1p(given) - Math.log1p(wanted);
            return error * error;
        }, (column, mean) -> Math.sqrt(mean));
    }
}
