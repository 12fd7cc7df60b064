package org.librate.core.estimator;

import org.librate.core.Check;
import org.librate.core.learn.Estimator;
import org.librate.core.table.Table;

/**
 * Always answers with one number: what a regressor has to beat.
 *
 * <pre>{@code
 * ConstantModel model = DummyRegressor.median().fit(split.train());
 * }</pre>
 *
 * @param parameter which quantile, or which constant
 */
public record DummyRegressor(Kind kind, double parameter) implements Estimator<ConstantModel> {

    /** Which number. */
    public enum Kind { MEAN, QUANTILE, CONSTANT }

    public DummyRegressor {
        if (kind == Kind.QUANTILE) {
            Check.within("DummyRegressor", "a quantile", parameter, 0, 1);
        }
        Check.require(Double.isFinite(parameter), "DummyRegressor", "a constant must be finite", parameter);
    }

    /** The weighted mean of the targets: the best constant for the squared error. */
    public static DummyRegressor mean() {
        return new DummyRegressor(Kind.MEAN, 0);
    }

    /** The best constant for the absolute error. */
    public static DummyRegressor median() {
        return quantile(0.5);
    }

    /** The smallest number that at least this share of the targets is not above; between two rows without weights, in proportion. */
    public static DummyRegressor quantile(double share) {
        return new DummyRegressor(Kind.QUANTILE, share);
    }

    public static DummyRegressor constant(double answer) {
        return new DummyRegressor(Kind.CONSTANT, answer);
    }

    @Override
    public ConstantModel fit(Table train) {
        TrainingRows rows = TrainingRows.ofNumbers("DummyRegressor", train);
        double[] values = rows.values();
        double[] weights = rows.weights();
        return new ConstantModel(switch (kind) {
            case CONSTANT -> parameter;
            case MEAN -> Sums.mean(values, weights);
            case QUANTILE -> Sums.quantile(values, weights, train.weights().isPresent(), parameter);
        });
    }

    @Override
    public String toString() {
        return "DummyRegressor[" + kind + (kind == Kind.MEAN ? "" : ", " + parameter) + "]";
    }
}
