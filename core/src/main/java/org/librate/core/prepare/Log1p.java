package org.librate.core.prepare;

import java.util.List;
import org.librate.core.Check;
import org.librate.core.learn.FittedTransformer;
import org.librate.core.table.ColumnType;
import org.librate.core.table.NumericColumn;
import org.librate.core.table.Table;

/**
 * The logarithm of 1 + x: for amounts and counts. A value of −1 or less is refused, since it has none.
 *
 * @param columns which; all of numbers unless changed
 */
public record Log1p(Columns columns) implements ColumnStep<Log1p> {

    public static Log1p create() {
        return new Log1p(Numeric.COLUMNS);
    }

    @Override
    public Log1p on(Columns columns) {
        return new Log1p(columns);
    }

    @Override
    public FittedTransformer fit(Table train) {
        return new Fitted(columns.toUse("Log1p", train, ColumnType.NUMERIC));
    }

    /** The columns. */
    public record Fitted(List<String> columns) implements FittedTransformer {

        public Fitted {
            columns = List.copyOf(columns);
        }

        @Override
        public Table apply(Table rows) {
            Edit edit = new Edit("Log1p", rows, columns);
            for (String name : columns) {
                double[] values = edit.numeric(name).toArray();
                for (int i = 0; i < values.length; i++) {
                    if (values[i] <= -1) {
                        Check.require(false, "Log1p", "values must be > -1, \"" + name + "\"", values[i] + " in row " + i,
                                "PowerTransformer takes any number.");
                    }
                    values[i] = Math.log1p(values[i]);
                }
                edit.replace(name, NumericColumn.wrap(name, values));
            }
            return edit.done();
        }

        @Override
        public String toString() {
            return "FittedLog1p" + columns;
        }
    }
}
