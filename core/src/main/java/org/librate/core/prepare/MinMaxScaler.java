package org.librate.core.prepare;

import java.util.Arrays;
import org.librate.core.Check;
import org.librate.core.learn.FittedTransformer;
import org.librate.core.table.Table;

/**
 * Brings columns of numbers to a range, [0, 1] unless changed, by the smallest and largest training value. Later values may lie outside it, unless
 * clipped. A constant column becomes the low end.
 *
 * @param columns which; all of numbers unless changed
 */
public record MinMaxScaler(Columns columns, double low, double high, boolean clip) implements ColumnStep<MinMaxScaler> {

    public MinMaxScaler {
        Check.require(low < high && Double.isFinite(high - low), "MinMaxScaler", "the range must go up and be finite", "[" + low + ", " + high + "]");
    }

    public static MinMaxScaler create() {
        return new MinMaxScaler(Numeric.COLUMNS, 0, 1, false);
    }

    @Override
    public MinMaxScaler on(Columns columns) {
        return new MinMaxScaler(columns, low, high, clip);
    }

    public MinMaxScaler withRange(double low, double high) {
        return new MinMaxScaler(columns, low, high, clip);
    }

    /** Whether what lies outside becomes the nearer end. */
    public MinMaxScaler withClip(boolean clip) {
        return new MinMaxScaler(columns, low, high, clip);
    }

    @Override
    public FittedTransformer fit(Table train) {
        double least = clip ? low : Double.NEGATIVE_INFINITY;
        double most = clip ? high : Double.POSITIVE_INFINITY;
        return LearnedScale.fit("MinMaxScaler", columns, train, this::learn, low, least, most);
    }

    private double[] learn(double[] values) {
        double min = Arrays.stream(values).min().orElseThrow();
        double max = Arrays.stream(values).max().orElseThrow();
        double range = max - min < 10 * Math.ulp(1.0) ? 1 : max - min;
        return new double[] {min, range / (high - low)};
    }
}
