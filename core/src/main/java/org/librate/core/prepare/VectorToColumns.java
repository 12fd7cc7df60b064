package org.librate.core.prepare;

import java.util.ArrayList;
import java.util.List;
import org.librate.core.learn.FittedTransformer;
import org.librate.core.table.Column;
import org.librate.core.table.ColumnType;
import org.librate.core.table.NumericColumn;
import org.librate.core.table.Table;

/**
 * Puts columns of numbers, "v_0", "v_1", …, in the place of a vector column "v" of one axis.
 *
 * @param columns which; all vectors unless changed
 */
public record VectorToColumns(Columns columns) implements ColumnStep<VectorToColumns> {

    private static final String NAME = "VectorToColumns";

    public static VectorToColumns create() {
        return new VectorToColumns(Columns.ofType(ColumnType.VECTOR));
    }

    @Override
    public VectorToColumns on(Columns columns) {
        return new VectorToColumns(columns);
    }

    @Override
    public FittedTransformer fit(Table train) {
        List<String> names = columns.toUse(NAME, train, ColumnType.VECTOR);
        return new Fitted(names, names.stream().mapToInt(name -> Slots.of(NAME, train.column(name)).width()).toArray());
    }

    /** The columns, and how many numbers each has in a row. */
    public record Fitted(List<String> columns, int[] widths) implements FittedTransformer {

        public Fitted {
            columns = List.copyOf(columns);
            widths = widths.clone();
            Fits.length("FittedVectorToColumns", "widths", widths.length, columns.size());
        }

        @Override
        public Table apply(Table rows) {
            Edit edit = new Edit(NAME, rows, columns);
            for (String name : columns) {
                edit.column(name, ColumnType.VECTOR);
            }
            List<Slots> all = Slots.of(NAME, edit, columns, widths);
            for (int c = 0; c < widths.length; c++) {
                List<Column> made = new ArrayList<>();
                for (int slot = 0; slot < widths[c]; slot++) {
                    made.add(NumericColumn.wrap(columns.get(c) + "_" + slot, all.get(c).values(slot)));
                }
                edit.replace(columns.get(c), made);
            }
            return edit.done();
        }

        @Override
        public String toString() {
            return "FittedVectorToColumns" + columns;
        }
    }
}
