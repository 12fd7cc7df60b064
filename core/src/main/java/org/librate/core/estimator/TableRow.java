package org.librate.core.estimator;

import org.librate.core.Check;
import org.librate.core.table.BooleanColumn;
import org.librate.core.table.Table;

/** One row of a table, for a rule to look at. */
public record TableRow(Table table, int row) {

    /** The number in a column of numbers; NaN where it is missing. */
    public double number(String column) {
        return table.numeric(column).get(row);
    }

    /** The value of any column as text, empty where it is missing. */
    public String text(String column) {
        return table.column(column).text(row);
    }

    /** Whether a column of yes and no says yes. */
    public boolean isTrue(String column) {
        Check.require(table.column(column) instanceof BooleanColumn, "TableRow", "\"" + column + "\" must be BOOLEAN", table.column(column).type());
        return ((BooleanColumn) table.column(column)).isTrue(row);
    }

    public boolean isMissing(String column) {
        return table.column(column).isMissing(row);
    }

    @Override
    public String toString() {
        return "TableRow[" + row + "]";
    }
}
