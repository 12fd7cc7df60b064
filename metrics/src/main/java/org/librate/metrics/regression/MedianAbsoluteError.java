package org.librate.metrics.regression;

import org.librate.core.metric.Metric;
import org.librate.metrics.internal.Quantiles;

/** The median of the absolute errors: a few wild rows do not move it. It keeps all rows until it is asked. */
public record MedianAbsoluteError() implements Metric {

    public static MedianAbsoluteError metric() {
        return new MedianAbsoluteError();
    }

    @Override
    public String name() {
        return "median_absolute_error";
    }

    @Override
    public boolean higherIsBetter() {
        return false;
    }

    @Override
    public Tally start() {
        return new PairsTally(this, (given, wanted, weights) -> {
            double[] errors = new double[given.length];
            for (int i = 0; i < errors.length; i++) {
                errors[i] = Math.abs(given[i] - wanted[i]);
            }
            return Quantiles.of(errors, weights, 0.5);
        });
    }
}
