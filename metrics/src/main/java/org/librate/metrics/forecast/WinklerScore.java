package org.librate.metrics.forecast;

import org.librate.core.Check;
import org.librate.core.metric.Metric;
import org.librate.metrics.internal.MeanTally;

/**
 * The mean width of prediction intervals {@code [n, 2]}, and for each target {@code [n]} outside, {@code 2 / (1 − level)} times how far (Winkler
 * 1972). Neither too wide nor too narrow pays.
 *
 * @param level the share that should be inside
 */
public record WinklerScore(double level) implements Metric {

    public WinklerScore {
        Check.require(level > 0 && level < 1, "WinklerScore", "level must be in (0, 1)", level);
    }

    public static WinklerScore of(double level) {
        return new WinklerScore(level);
    }

    @Override
    public String name() {
        return "winkler_score";
    }

    @Override
    public boolean higherIsBetter() {
        return false;
    }

    @Override
    public Tally start() {
        double penalty = 2 / (1 - level);
        return new MeanTally(this, (bounds, targets) -> Bounds.rows(name(), bounds, targets,
                (low, high, wanted) -> high - low + penalty * Math.max(0, Math.max(low - wanted, wanted - high))));
    }
}
