package org.librate.core.prepare;

import java.util.Arrays;
import java.util.List;
import org.librate.core.Check;
import org.librate.core.learn.FittedTransformer;
import org.librate.core.table.ColumnType;
import org.librate.core.table.NumericColumn;
import org.librate.core.table.Table;

/**
 * Adds what columns of numbers were in earlier rows of the same group: "sales_lag7" is that of the seventh row before. Missing where there is none.
 *
 * <p>Only earlier rows are looked at, so that nothing of a row's own or later time gets in. Later tables go on where the training rows end: the last
 * of these are kept as the past of their first rows. A row from before the end of training needs its own past in the table it comes with.
 *
 * <pre>{@code
 * Lags.of("date", 1, 7).by("store").on("sales")
 * }</pre>
 *
 * @param columns which; all of numbers but the order unless changed
 * @param order the column of numbers or dates that tells which row is earlier
 * @param lags how many rows back
 * @param group whose rows follow each other; "" for all
 */
public record Lags(Columns columns, String order, int[] lags, String group) implements ColumnStep<Lags> {

    private static final String NAME = "Lags";

    public Lags {
        lags = lags.clone();
        Check.require(lags.length > 0, NAME, "needs at least one lag", "none");
        for (int lag : lags) {
            Check.positive(NAME, "a lag", lag);
        }
    }

    public static Lags of(String order, int... lags) {
        return new Lags(Numeric.COLUMNS.except(order), order, lags, "");
    }

    /** A column whose values tell apart what goes on side by side: stores, patients. */
    public Lags by(String group) {
        return new Lags(columns.except(group), order, lags, group);
    }

    @Override
    public Lags on(Columns columns) {
        return new Lags(columns, order, lags, group);
    }

    @Override
    public FittedTransformer fit(Table train) {
        List<String> names = columns.toLearn(NAME, train, ColumnType.NUMERIC);
        return new Fitted(History.none(order, group, names).after(NAME, train, Arrays.stream(lags).max().orElseThrow()), lags);
    }

    @Override
    public String toString() {
        return "Lags[columns=" + columns + ", order=" + order + ", lags=" + Arrays.toString(lags)
                + (group.isEmpty() ? "]" : ", group=" + group + "]");
    }

    /** The end of the training rows. */
    public record Fitted(History history, int[] lags) implements FittedTransformer {

        public Fitted {
            lags = lags.clone();
            Fits.places("FittedLags", "lags", lags, 1, Integer.MAX_VALUE);
        }

        @Override
        public Table apply(Table rows) {
            Edit edit = new Edit(NAME, rows, history.needs());
            int n = rows.rows();
            History.Sorted sorted = history.sort(NAME, edit, rows);
            for (int c = 0; c < sorted.values.length; c++) {
                for (int lag : lags) {
                    double[] lagged = new double[n];
                    for (int place = 0; place < sorted.order.length; place++) {
                        int row = sorted.order[place];
                        if (row < n) {
                            int before = place - lag;
                            lagged[row] = before >= sorted.begin[place] ? sorted.values[c][sorted.order[before]] : Double.NaN;
                        }
                    }
                    edit.add(NumericColumn.wrap(history.columns().get(c) + "_lag" + lag, lagged));
                }
            }
            return edit.done();
        }

        @Override
        public String toString() {
            return "FittedLags" + history.columns();
        }
    }
}
