package org.librate.metrics.regression;

import org.librate.core.Check;
import org.librate.core.metric.Metric;
import org.librate.metrics.Undefined;

/**
 * The share of the targets' variance that predictions explain: {@code 1 − Σ (y − ŷ)² / Σ (y − ȳ)²}; 0 is as good as their mean, and it may be worse.
 * Undefined where all targets are equal; scikit-learn then says 1 or 0.
 *
 * @param features how many features the model uses, which {@code 1 − (1 − R²)(n − 1) / (n − features − 1)} holds against it; 0 for plain R².
 *     Undefined unless there are more rows (with weights: more weight) than features + 1.
 * @param undefined what it is where it is undefined
 */
public record R2(int features, Undefined undefined) implements Metric {

    public R2 {
        Check.notNegative("R2", "features", features);
    }

    public static R2 metric() {
        return new R2(0, Undefined.NAN);
    }

    /** Adjusted for the number of features that the model uses. */
    public static R2 adjusted(int features) {
        return new R2(features, Undefined.NAN);
    }

    public R2 withUndefined(Undefined undefined) {
        return new R2(features, undefined);
    }

    @Override
    public String name() {
        return features == 0 ? "r2" : "r2_adjusted";
    }

    @Override
    public boolean higherIsBetter() {
        return true;
    }

    @Override
    public Tally start() {
        return new MomentsTally(this, of -> {
            double plain = of.targetSquares == 0 ? Double.NaN : 1 - of.squaredErrors / of.targetSquares;
            double rest = of.weight - features - 1;
            return undefined.or(features == 0 ? plain : rest <= 0 ? Double.NaN : 1 - (1 - plain) * (of.weight - 1) / rest);
        });
    }
}
