package org.librate.core.prepare;

import org.librate.core.learn.FittedTransformer;
import org.librate.core.table.Table;

/**
 * Divides columns of numbers by their largest absolute training value: 0 stays 0.
 *
 * @param columns which; all of numbers unless changed
 */
public record MaxAbsScaler(Columns columns) implements ColumnStep<MaxAbsScaler> {

    public static MaxAbsScaler create() {
        return new MaxAbsScaler(Numeric.COLUMNS);
    }

    @Override
    public MaxAbsScaler on(Columns columns) {
        return new MaxAbsScaler(columns);
    }

    @Override
    public FittedTransformer fit(Table train) {
        return LearnedScale.fit("MaxAbsScaler", columns, train, MaxAbsScaler::learn, 0, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    private static double[] learn(double[] values) {
        double most = 0;
        for (double value : values) {
            most = Math.max(most, Math.abs(value));
        }
        return new double[] {0, most};
    }
}
