package org.librate.metrics.regression;

import org.librate.core.metric.Metric;
import org.librate.metrics.internal.ElementTally;

/**
 * The mean of {@code |error| / |target|}, as a share. Targets near 0 make it huge: there, {@link Smape} or an error scaled by the series say more.
 */
public record Mape() implements Metric {

    public static Mape metric() {
        return new Mape();
    }

    @Override
    public String name() {
        return "mape";
    }

    @Override
    public boolean higherIsBetter() {
        return false;
    }

    @Override
    public Tally start() {
        return new ElementTally(this, (given, wanted) -> Math.abs(given - wanted) / Math.max(Math.abs(wanted), Math.ulp(1.0)));
    }
}
