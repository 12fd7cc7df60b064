package org.librate.core.prepare;

import java.util.List;
import org.librate.core.learn.FittedTransformer;
import org.librate.core.table.BooleanColumn;
import org.librate.core.table.ColumnType;
import org.librate.core.table.NumericColumn;
import org.librate.core.table.Table;

/**
 * Makes 1 of yes and 0 of no; what is missing stays so.
 *
 * @param columns which; all of yes and no unless changed
 */
public record BooleanToNumber(Columns columns) implements ColumnStep<BooleanToNumber> {

    public static BooleanToNumber create() {
        return new BooleanToNumber(Columns.ofType(ColumnType.BOOLEAN));
    }

    @Override
    public BooleanToNumber on(Columns columns) {
        return new BooleanToNumber(columns);
    }

    @Override
    public FittedTransformer fit(Table train) {
        return new Fitted(columns.toUse("BooleanToNumber", train, ColumnType.BOOLEAN));
    }

    /** The columns. */
    public record Fitted(List<String> columns) implements FittedTransformer {

        public Fitted {
            columns = List.copyOf(columns);
        }

        @Override
        public Table apply(Table rows) {
            Edit edit = new Edit("BooleanToNumber", rows, columns);
            for (String name : columns) {
                BooleanColumn yes = (BooleanColumn) edit.column(name, ColumnType.BOOLEAN);
                double[] values = new double[yes.size()];
                for (int i = 0; i < values.length; i++) {
                    values[i] = yes.isTrue(i) ? 1 : yes.isFalse(i) ? 0 : Double.NaN;
                }
                edit.replace(name, NumericColumn.wrap(name, values));
            }
            return edit.done();
        }

        @Override
        public String toString() {
            return "FittedBooleanToNumber" + columns;
        }
    }
}
