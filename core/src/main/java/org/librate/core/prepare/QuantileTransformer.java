package org.librate.core.prepare;

import java.util.ArrayList;
import java.util.List;
import org.librate.core.Check;
import org.librate.core.learn.FittedTransformer;
import org.librate.core.random.Draws;
import org.librate.core.table.ColumnType;
import org.librate.core.table.NumericColumn;
import org.librate.core.table.Table;

/**
 * Makes columns of numbers evenly (or normally) distributed by their ranks among the training values: between quantiles in proportion, ties in the
 * middle of their steps, what lies outside at the end. All rows are looked at. Normal values end at ±5.2.
 *
 * @param columns which; all of numbers unless changed
 * @param quantiles the most points that are kept
 * @param gaussian whether the result is normally distributed rather than in [0, 1]
 */
public record QuantileTransformer(Columns columns, int quantiles, boolean gaussian) implements ColumnStep<QuantileTransformer> {

    private static final String NAME = "QuantileTransformer";

    public QuantileTransformer {
        Check.require(quantiles >= 2, NAME, "quantiles must be >= 2", quantiles);
    }

    /** Evenly distributed in [0, 1]. */
    public static QuantileTransformer uniform() {
        return new QuantileTransformer(Numeric.COLUMNS, 1000, false);
    }

    /** Normally distributed with mean 0 and deviation 1. */
    public static QuantileTransformer normal() {
        return new QuantileTransformer(Numeric.COLUMNS, 1000, true);
    }

    @Override
    public QuantileTransformer on(Columns columns) {
        return new QuantileTransformer(columns, quantiles, gaussian);
    }

    public QuantileTransformer withQuantiles(int quantiles) {
        return new QuantileTransformer(columns, quantiles, gaussian);
    }

    @Override
    public FittedTransformer fit(Table train) {
        List<Points> learned = new ArrayList<>();
        for (String name : columns.toLearn(NAME, train, ColumnType.NUMERIC)) {
            double[] sorted = Stats.sorted(NAME, train.numeric(name));
            int count = Math.max(1, Math.min(quantiles, train.rows()));
            double[] points = new double[sorted.length == 0 ? 0 : count];
            for (int i = 0; i < points.length; i++) {
                points[i] = Stats.quantile(sorted, count == 1 ? 0 : (double) i / (count - 1));
                points[i] = i > 0 ? Math.max(points[i], points[i - 1]) : points[i]; // rounding must not turn them around
            }
            learned.add(new Points(name, points));
        }
        return new Fitted(learned, gaussian);
    }

    /** The quantiles of a column, ascending and evenly spaced in rank; none if no value was known. */
    public record Points(String column, double[] quantiles) {

        public Points {
            quantiles = quantiles.clone();
        }

        @Override
        public String toString() {
            return column;
        }
    }

    /** The quantiles of each column. */
    public record Fitted(List<Points> columns, boolean normal) implements FittedTransformer {

        private static final double END = 5.199337582605575; // where 1 − 10⁻⁷ of a normal distribution lie below

        public Fitted {
            columns = List.copyOf(columns);
        }

        @Override
        public Table apply(Table rows) {
            Edit edit = new Edit(NAME, rows, columns.stream().map(Points::column).toList());
            for (Points points : columns) {
                NumericColumn column = edit.numeric(points.column);
                double[] quantiles = points.quantiles;
                if (quantiles.length == 0) {
                    continue;
                }
                double[] values = column.toArray();
                for (int i = 0; i < values.length; i++) {
                    double rank = rank(quantiles, values[i]);
                    values[i] = normal ? Math.min(Math.max(normalAt(rank), -END), END) : rank;
                }
                edit.replace(points.column, NumericColumn.wrap(points.column, values));
            }
            return edit.done();
        }

        private static double normalAt(double rank) {
            return rank <= 0 ? -END : rank >= 1 ? END : Draws.normal(rank - 0.5);
        }

        private static double rank(double[] quantiles, double x) {
            int last = quantiles.length - 1;
            if (Double.isNaN(x)) {
                return x;
            }
            if (x <= quantiles[0]) {
                return 0;
            }
            if (x >= quantiles[last]) {
                return 1;
            }
            int above = firstAbove(quantiles, x);
            int low = above - 1; // the last that is <= x
            if (quantiles[low] < x) {
                return (low + (x - quantiles[low]) / (quantiles[above] - quantiles[low])) / last;
            }
            int first = low; // x is a quantile, perhaps several: the middle of these
            while (first > 0 && quantiles[first - 1] == x) {
                first--;
            }
            return (first + low) / 2.0 / last;
        }

        private static int firstAbove(double[] sorted, double x) {
            int low = 0;
            int high = sorted.length;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (sorted[middle] > x) {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            return low;
        }

        @Override
        public String toString() {
            return "FittedQuantileTransformer" + columns;
        }
    }
}
