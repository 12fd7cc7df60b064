package org.librate.metrics.regression;

import org.librate.core.metric.Metric;
import org.librate.metrics.Undefined;

/**
 * {@link R2} without holding a constant offset against the predictions: {@code 1 − Var(y − ŷ) / Var(y)}. Undefined where all targets are equal.
 *
 * @param undefined what it is where all targets are equal
 */
public record ExplainedVariance(Undefined undefined) implements Metric {

    public static ExplainedVariance metric() {
        return new ExplainedVariance(Undefined.NAN);
    }

    public ExplainedVariance withUndefined(Undefined undefined) {
        return new ExplainedVariance(undefined);
    }

    @Override
    public String name() {
        return "explained_variance";
    }

    @Override
    public boolean higherIsBetter() {
        return true;
    }

    @Override
    public Tally start() {
        return new MomentsTally(this, of -> undefined.or(of.targetSquares == 0 ? Double.NaN : 1 - of.errorSquares / of.targetSquares));
    }
}
