package org.librate.core.prepare;

import java.util.Arrays;
import org.librate.core.Check;
import org.librate.core.learn.FittedTransformer;
import org.librate.core.table.Table;

/**
 * Subtracts the median and divides by the distance of two quantiles, the quartiles unless changed: outliers do not move it.
 *
 * @param columns which; all of numbers unless changed
 * @param low the lower quantile as a share
 * @param high the upper quantile as a share
 */
public record RobustScaler(Columns columns, double low, double high) implements ColumnStep<RobustScaler> {

    public RobustScaler {
        Check.require(low >= 0 && low < high && high <= 1, "RobustScaler", "quantiles must be 0 <= low < high <= 1", low + " and " + high);
    }

    public static RobustScaler create() {
        return new RobustScaler(Numeric.COLUMNS, 0.25, 0.75);
    }

    @Override
    public RobustScaler on(Columns columns) {
        return new RobustScaler(columns, low, high);
    }

    /** Two shares, such as 0.1 and 0.9. */
    public RobustScaler withQuantiles(double low, double high) {
        return new RobustScaler(columns, low, high);
    }

    @Override
    public FittedTransformer fit(Table train) {
        return LearnedScale.fit("RobustScaler", columns, train, this::learn, 0, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }

    private double[] learn(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return new double[] {Stats.quantile(sorted, 0.5), Stats.quantile(sorted, high) - Stats.quantile(sorted, low)};
    }
}
