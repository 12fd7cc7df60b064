package org.librate.metrics.regression;

import java.util.Arrays;
import org.librate.core.Check;
import org.librate.core.metric.Metric;
import org.librate.metrics.Undefined;
import org.librate.metrics.internal.Quantiles;

/**
 * How much better predictions of a quantile are than the targets' own: {@code 1 − pinball(predictions) / pinball(that quantile)}. Undefined where all
 * targets are equal. It keeps all rows until it is asked.
 *
 * @param quantile which quantile is predicted
 * @param undefined what it is where all targets are equal
 */
public record D2Pinball(double quantile, Undefined undefined) implements Metric {

    public D2Pinball {
        Check.within("D2Pinball", "quantile", quantile, 0, 1);
    }

    /** Of the median: how much smaller the absolute error is than that of the targets' median. */
    public static D2Pinball absolute() {
        return of(0.5);
    }

    public static D2Pinball of(double quantile) {
        return new D2Pinball(quantile, Undefined.NAN);
    }

    public D2Pinball withUndefined(Undefined undefined) {
        return new D2Pinball(quantile, undefined);
    }

    @Override
    public String name() {
        return quantile == 0.5 ? "d2_absolute_error" : "d2_pinball_" + quantile;
    }

    @Override
    public boolean higherIsBetter() {
        return true;
    }

    @Override
    public Tally start() {
        return new PairsTally(this, (given, wanted, weights) -> {
            double[] constant = new double[wanted.length];
            Arrays.fill(constant, Quantiles.of(wanted, weights, quantile));
            double base = cost(constant, wanted, weights);
            return undefined.or(base == 0 ? Double.NaN : 1 - cost(given, wanted, weights) / base);
        });
    }

    private double cost(double[] given, double[] wanted, double[] weights) {
        double sum = 0;
        for (int i = 0; i < given.length; i++) {
            sum += weights[i] * Pinball.cost(given[i], wanted[i], quantile);
        }
        return sum;
    }
}
