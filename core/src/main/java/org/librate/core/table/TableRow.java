package org.librate.core.table;

import org.librate.core.Check;

/** One row of a {@link Table}, looked at where it lies; what the lambdas of {@link Table#filter} and its like are given. */
public final class TableRow {

    private final Table table;
    private int index;

    TableRow(Table table) {
        this.table = table;
    }

    TableRow at(int row) {
        index = row;
        return this;
    }

    /** The row's number in its table. */
    public int index() {
        return index;
    }

    public boolean isMissing(String column) {
        return table.column(column).isMissing(index);
    }

    /** The number in a column of numbers; NaN if it is missing. */
    public double number(String column) {
        return table.numeric(column).get(index);
    }

    /** Whether it is yes, in a column of yes and no: not if it is missing. */
    public boolean isTrue(String column) {
        Column values = table.column(column);
        Check.require(values instanceof BooleanColumn, "Table", "column \"" + column + "\" must be BOOLEAN", values.type());
        return ((BooleanColumn) values).isTrue(index);
    }

    /** The value as text, empty if it is missing; of a column of any type. */
    public String text(String column) {
        return table.column(column).text(index);
    }

    /** The date and time, which must be there, in a column of such. */
    public java.time.LocalDateTime dateTime(String column) {
        return table.dateTime(column).get(index);
    }

    /** As in {@code TableRow[3: age=31, plan=gold]}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("TableRow[" + index);
        for (Column column : table.columns()) {
            text.append(text.indexOf(":") < 0 ? ": " : ", ").append(column.name()).append('=').append(column.text(index));
        }
        return text.append(']').toString();
    }
}
