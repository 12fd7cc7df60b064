package org.librate.core.estimator;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.librate.core.Shape;
import org.librate.core.table.CategoryColumn;
import org.librate.core.table.Column;
import org.librate.core.table.ColumnType;
import org.librate.core.table.VectorColumn;

/**
 * A column that a model was fitted with.
 *
 * @param shape of a vector in one row; of no axes for all else
 * @param levels of a category; empty for all else
 */
public record FeatureColumn(String name, ColumnType type, Shape shape, List<String> levels) {

    public FeatureColumn {
        levels = List.copyOf(levels);
    }

    static FeatureColumn of(Column column) {
        return new FeatureColumn(column.name(), column.type(), shape(column),
                column instanceof CategoryColumn category ? category.levels() : List.of());
    }

    private static Shape shape(Column column) {
        return column instanceof VectorColumn vectors ? vectors.shape() : Shape.scalar();
    }

    /** How many numbers it has in a row. */
    int width() {
        return Math.toIntExact(shape.size());
    }

    /** What its numbers are called: a vector's {@code name[i]}. */
    Stream<String> names() {
        return type == ColumnType.VECTOR ? IntStream.range(0, width()).mapToObj(i -> name + "[" + i + "]") : Stream.of(name);
    }

    boolean fits(Column column) {
        return column.type() == type && shape(column).equals(shape);
    }

    @Override
    public String toString() {
        return name + " " + type + (type == ColumnType.VECTOR ? shape : "")
                + (levels.isEmpty() ? "" : levels.stream().collect(Collectors.joining(", ", "(", ")")));
    }
}
