package org.librate.core.learn;

import org.librate.core.Shape;
import org.librate.core.table.Column;
import org.librate.core.table.ColumnType;
import org.librate.core.table.VectorColumn;

/**
 * A column that a pipeline was fitted with.
 *
 * @param shape of a vector in one row; of no axes for all else
 * @param required whether rows to predict for must have it; the weights and groups of training rows need not be there
 */
public record InputColumn(String name, ColumnType type, Shape shape, boolean required) {

    static InputColumn of(Column column, boolean required) {
        return new InputColumn(column.name(), column.type(), shape(column), required);
    }

    private static Shape shape(Column column) {
        return column instanceof VectorColumn vectors ? vectors.shape() : Shape.scalar();
    }

    /**
     * Texts and categories stand for each other here: which of both a column is read as may depend on the other rows of its file. A step that minds
     * says so.
     */
    boolean fits(Column column) {
        return (column.type() == type || isWords(column.type()) && isWords(type)) && shape(column).equals(shape);
    }

    private static boolean isWords(ColumnType type) {
        return type == ColumnType.TEXT || type == ColumnType.CATEGORY;
    }

    /** As in {@code "age" NUMERIC}. */
    @Override
    public String toString() {
        return "\"" + name + "\" " + type + (type == ColumnType.VECTOR ? shape : "");
    }
}
