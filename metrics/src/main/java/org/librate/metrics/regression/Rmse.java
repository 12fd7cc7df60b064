package org.librate.metrics.regression;

import org.librate.core.metric.Metric;
import org.librate.metrics.internal.ElementTally;

/** The root of the mean squared error; with several columns, the mean of theirs. */
public record Rmse() implements Metric {

    public static Rmse metric() {
        return new Rmse();
    }

    @Override
    public String name() {
        return "rmse";
    }

    @Override
    public boolean higherIsBetter() {
        return false;
    }

    @Override
    public Tally start() {
        return new ElementTally(this, (given, wanted) -> (given - wanted) * (given - wanted), (column, mean) -> Math.sqrt(mean));
    }
}
