package org.librate.metrics.regression;

import org.librate.core.Check;
import org.librate.core.metric.Metric;
import org.librate.metrics.internal.ElementTally;

/**
 * What predictions of a quantile cost: {@code q · (target − prediction)} where they are too low, {@code (1 − q) · (prediction − target)} where too
 * high. Half the mean absolute error for the median.
 *
 * @param quantile which quantile is predicted
 */
public record Pinball(double quantile) implements Metric {

    public Pinball {
        Check.within("Pinball", "quantile", quantile, 0, 1);
    }

    public static Pinball of(double quantile) {
        return new Pinball(quantile);
    }

    @Override
    public String name() {
        return "pinball_" + quantile;
    }

    @Override
    public boolean higherIsBetter() {
        return false;
    }

    @Override
    public Tally start() {
        return new ElementTally(this, (given, wanted) -> cost(given, wanted, quantile));
    }

    static double cost(double given, double wanted, double quantile) {
        return wanted >= given ? quantile * (wanted - given) : (1 - quantile) * (given - wanted);
    }
}
