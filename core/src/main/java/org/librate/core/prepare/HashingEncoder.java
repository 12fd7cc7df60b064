package org.librate.core.prepare;

import java.util.List;
import org.librate.core.Check;
import org.librate.core.learn.FittedTransformer;
import org.librate.core.table.Column;
import org.librate.core.table.ColumnType;
import org.librate.core.table.Table;

/**
 * Gives each level a place and a sign in a vector of fixed width by a hash of "column=level": any level, also an unseen one, however many there are.
 * Levels may share a place. What is missing is zeros. Nothing is learned. A column "city" becomes a vector column "city".
 *
 * @param columns which; all categories unless changed
 */
public record HashingEncoder(Columns columns, int width) implements ColumnStep<HashingEncoder> {

    private static final String NAME = "HashingEncoder";

    public HashingEncoder {
        Check.positive(NAME, "width", width);
    }

    public static HashingEncoder of(int width) {
        return new HashingEncoder(Columns.ofType(ColumnType.CATEGORY), width);
    }

    @Override
    public HashingEncoder on(Columns columns) {
        return new HashingEncoder(columns, width);
    }

    @Override
    public FittedTransformer fit(Table train) {
        return new Fitted(columns.toUse(NAME, train, Levels.TYPES), width);
    }

    /** The columns. */
    public record Fitted(List<String> columns, int width) implements FittedTransformer {

        public Fitted {
            columns = List.copyOf(columns);
        }

        @Override
        public Table apply(Table rows) {
            Edit edit = new Edit(NAME, rows, columns);
            for (String name : columns) {
                Column column = edit.column(name);
                Check.require(column.type() != ColumnType.VECTOR && column.type() != ColumnType.DATE_TIME, NAME,
                        "column \"" + name + "\" must have levels", column.type());
                float[] values = new float[Math.multiplyExact(rows.rows(), width)];
                for (int i = 0; i < rows.rows(); i++) {
                    if (!column.isMissing(i)) {
                        Hash.add(name + "=" + column.text(i), values, i * width, width);
                    }
                }
                edit.replace(name, Vectors.column(name, values, width));
            }
            return edit.done();
        }

        @Override
        public String toString() {
            return "FittedHashingEncoder" + columns;
        }
    }
}
