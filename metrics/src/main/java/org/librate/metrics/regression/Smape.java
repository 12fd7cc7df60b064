package org.librate.metrics.regression;

import org.librate.core.metric.Metric;
import org.librate.metrics.internal.ElementTally;

/** The mean of {@code 2 |error| / (|prediction| + |target|)}, between 0 and 2; a prediction of 0 for a target of 0 has no error. */
public record Smape() implements Metric {

    public static Smape metric() {
        return new Smape();
    }

    @Override
    public String name() {
        return "smape";
    }

    @Override
    public boolean higherIsBetter() {
        return false;
    }

    @Override
    public Tally start() {
        return new ElementTally(this, (given, wanted) -> given == wanted ? 0 : 2 * Math.abs(given - wanted) / (Math.abs(given) + Math.abs(wanted)));
    }
}
