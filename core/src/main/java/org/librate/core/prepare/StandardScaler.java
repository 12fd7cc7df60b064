package org.librate.core.prepare;

import org.librate.core.learn.FittedTransformer;
import org.librate.core.table.Table;

/**
 * Brings columns of numbers to mean 0 and deviation 1: {@code (x − mean) / deviation}, the deviation with n in the denominator. A constant column
 * becomes 0. Missing values stay missing and do not count; a column of which no value is known is left as it is.
 *
 * @param columns which; all of numbers unless changed
 * @param mean whether the mean is subtracted
 * @param deviation whether it is divided by the deviation
 */
public record StandardScaler(Columns columns, boolean mean, boolean deviation) implements ColumnStep<StandardScaler> {

    public static StandardScaler create() {
        return new StandardScaler(Numeric.COLUMNS, true, true);
    }

    @Override
    public StandardScaler on(Columns columns) {
        return new StandardScaler(columns, mean, deviation);
    }

    public StandardScaler withMean(boolean mean) {
        return new StandardScaler(columns, mean, deviation);
    }

    public StandardScaler withDeviation(boolean deviation) {
        return new StandardScaler(columns, mean, deviation);
    }

    @Override
    public FittedTransformer fit(Table train) {
        return LearnedScale.fit("StandardScaler", columns, train, this::learn, 0, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    private double[] learn(double[] values) {
        double center = Stats.mean(values);
        double variance = Stats.variance(values, center);
        double scale = Stats.isConstant(variance, center, values.length) ? 1 : Math.sqrt(variance);
        return new double[] {mean ? center : 0, deviation ? scale : 1};
    }
}
