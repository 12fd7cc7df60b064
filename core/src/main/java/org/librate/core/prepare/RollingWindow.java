package org.librate.core.prepare;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import org.librate.core.Check;
import org.librate.core.learn.FittedTransformer;
import org.librate.core.table.ColumnType;
import org.librate.core.table.NumericColumn;
import org.librate.core.table.Table;

/**
 * Adds statistics of what columns of numbers were in the rows before, of the same group: "sales_mean7" is the mean of the seven rows before. The row
 * itself is not in its window. Missing values do not count; with fewer known ones than {@code minRows}, the result is missing. Where the past comes
 * from: see {@link Lags}.
 *
 * <pre>{@code
 * RollingWindow.of("date", 7).withStatistics(Statistic.MEAN, Statistic.STD).by("store").on("sales")
 * }</pre>
 *
 * @param columns which; all of numbers but the order unless changed
 * @param order the column of numbers or dates that tells which row is earlier
 * @param length how many rows before
 * @param minRows how many of them must be known
 * @param group whose rows follow each other; "" for all
 */
public record RollingWindow(Columns columns, String order, int length, List<Statistic> statistics, int minRows, String group)
        implements ColumnStep<RollingWindow> {

    private static final String NAME = "RollingWindow";

    /** What is told of a window. */
    public enum Statistic {
        MEAN,
        /** The standard deviation with n − 1 in the denominator; missing of a single value. */
        STD, MIN, MAX, SUM;

        /** Of the first values, at least one. */
        private double of(double[] values, int count) {
            double[] known = Arrays.copyOf(values, count);
            return switch (this) {
                case MEAN -> Stats.mean(known);
                case STD -> count < 2 ? Double.NaN : Math.sqrt(Stats.variance(known, Stats.mean(known)) * count / (count - 1));
                case MIN -> Arrays.stream(known).min().orElseThrow();
                case MAX -> Arrays.stream(known).max().orElseThrow();
                case SUM -> Arrays.stream(known).sum();
            };
        }
    }

    public RollingWindow {
        Check.positive(NAME, "length", length);
        Check.require(!statistics.isEmpty(), NAME, "needs at least one statistic", "none");
        Check.require(minRows >= 1 && minRows <= length, NAME, "minRows must be in [1, " + length + "]", minRows);
        statistics = List.copyOf(statistics);
    }

    /** The mean of the rows before, if there is one. */
    public static RollingWindow of(String order, int length) {
        return new RollingWindow(Numeric.COLUMNS.except(order), order, length, List.of(Statistic.MEAN), 1, "");
    }

    /** A column whose values tell apart what goes on side by side: stores, patients. */
    public RollingWindow by(String group) {
        return new RollingWindow(columns.except(group), order, length, statistics, minRows, group);
    }

    @Override
    public RollingWindow on(Columns columns) {
        return new RollingWindow(columns, order, length, statistics, minRows, group);
    }

    public RollingWindow withStatistics(Statistic first, Statistic... more) {
        return new RollingWindow(columns, order, length, List.copyOf(EnumSet.of(first, more)), minRows, group);
    }

    public RollingWindow withMinRows(int minRows) {
        return new RollingWindow(columns, order, length, statistics, minRows, group);
    }

    @Override
    public FittedTransformer fit(Table train) {
        List<String> names = columns.toLearn(NAME, train, ColumnType.NUMERIC);
        return new Fitted(History.none(order, group, names).after(NAME, train, length), length, statistics, minRows);
    }

    /** The end of the training rows. */
    public record Fitted(History history, int length, List<Statistic> statistics, int minRows) implements FittedTransformer {

        public Fitted {
            statistics = List.copyOf(statistics);
        }

        @Override
        public Table apply(Table rows) {
            Edit edit = new Edit(NAME, rows, history.needs());
            History.Sorted sorted = history.sort(NAME, edit, rows);
            for (int c = 0; c < sorted.values.length; c++) {
                double[][] results = results(sorted, sorted.values[c], rows.rows());
                for (int s = 0; s < results.length; s++) {
                    String name = statistics.get(s).name().toLowerCase(Locale.ROOT);
                    edit.add(NumericColumn.wrap(history.columns().get(c) + "_" + name + length, results[s]));
                }
            }
            return edit.done();
        }

        private double[][] results(History.Sorted sorted, double[] values, int n) {
            double[][] results = new double[statistics.size()][n];
            double[] window = new double[length];
            for (int place = 0; place < sorted.order.length; place++) {
                int row = sorted.order[place];
                if (row >= n) {
                    continue;
                }
                int count = 0;
                for (int before = Math.max(sorted.begin[place], place - length); before < place; before++) {
                    double value = values[sorted.order[before]];
                    if (!Double.isNaN(value)) {
                        window[count++] = value;
                    }
                }
                for (int s = 0; s < results.length; s++) {
                    results[s][row] = count < minRows ? Double.NaN : statistics.get(s).of(window, count);
                }
            }
            return results;
        }

        @Override
        public String toString() {
            return "FittedRollingWindow" + history.columns();
        }
    }
}
