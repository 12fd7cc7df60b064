package org.librate.core.prepare;

import java.util.List;
import org.librate.core.Check;
import org.librate.core.learn.FittedTransformer;
import org.librate.core.table.Column;
import org.librate.core.table.ColumnType;
import org.librate.core.table.Table;

/**
 * Puts one vector column in the place of columns of numbers, and yes and no as 1 and 0, in their order. Nothing may be missing.
 *
 * @param columns which; all of numbers, and yes and no unless changed
 * @param name of the vector column
 */
public record ColumnsToVector(Columns columns, String name) implements ColumnStep<ColumnsToVector> {

    private static final String NAME = "ColumnsToVector";

    public static ColumnsToVector of(String name) {
        return new ColumnsToVector(Columns.ofType(ColumnType.NUMERIC, ColumnType.BOOLEAN), name);
    }

    @Override
    public ColumnsToVector on(Columns columns) {
        return new ColumnsToVector(columns, name);
    }

    @Override
    public FittedTransformer fit(Table train) {
        List<String> names = columns.toUse(NAME, train, ColumnType.NUMERIC, ColumnType.BOOLEAN);
        Check.require(!names.isEmpty(), NAME, "needs columns of numbers", "none among " + train.names());
        return new Fitted(names, name);
    }

    /** The columns and the name of the vector. */
    public record Fitted(List<String> columns, String name) implements FittedTransformer {

        public Fitted {
            columns = List.copyOf(columns);
        }

        @Override
        public Table apply(Table rows) {
            Edit edit = new Edit(NAME, rows, columns);
            int width = columns.size();
            float[] vectors = new float[Math.multiplyExact(rows.rows(), width)];
            for (int c = 0; c < width; c++) {
                Column column = edit.column(columns.get(c));
                boolean number = column.type() == ColumnType.NUMERIC || column.type() == ColumnType.BOOLEAN;
                Check.require(number, NAME, "column \"" + columns.get(c) + "\" must be NUMERIC or BOOLEAN", column.type());
                double[] values = Slots.of(NAME, column).known(NAME, 0);
                for (int i = 0; i < values.length; i++) {
                    vectors[i * width + c] = (float) values[i];
                }
                edit.remove(columns.get(c));
            }
            return edit.add(Vectors.column(name, vectors, width)).done();
        }

        @Override
        public String toString() {
            return "FittedColumnsToVector" + columns;
        }
    }
}
