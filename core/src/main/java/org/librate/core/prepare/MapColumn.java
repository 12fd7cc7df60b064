package org.librate.core.prepare;

import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.librate.core.Check;
import org.librate.core.learn.FittedTransformer;
import org.librate.core.table.CategoryColumn;
import org.librate.core.table.Column;
import org.librate.core.table.ColumnType;
import org.librate.core.table.NumericColumn;
import org.librate.core.table.Table;
import org.librate.core.table.TextColumn;

/**
 * Changes each value of columns by a function, which must give the same for the same value, on any thread. A function cannot be saved to a file, and
 * so neither can a pipeline with this step.
 *
 * <pre>{@code
 * MapColumn.numbers(x -> Double.isInfinite(x) ? Double.NaN : x)
 * MapColumn.texts(String::trim).on("city")
 * }</pre>
 */
public final class MapColumn implements ColumnStep<MapColumn> {

    private static final String NAME = "MapColumn";

    private final Columns columns;
    private final DoubleUnaryOperator number;
    private final UnaryOperator<String> text;
    private final boolean numbers;

    private MapColumn(Columns columns, DoubleUnaryOperator number, UnaryOperator<String> text, boolean numbers) {
        this.columns = columns;
        this.number = number;
        this.text = text;
        this.numbers = numbers;
    }

    /** Changes numbers; a missing one is given as NaN. On all columns of numbers unless changed. */
    public static MapColumn numbers(DoubleUnaryOperator change) {
        return new MapColumn(Numeric.COLUMNS, change, UnaryOperator.identity(), true);
    }

    /** Changes texts and the levels of categories; what is missing stays so. On all columns of texts and categories unless changed. */
    public static MapColumn texts(UnaryOperator<String> change) {
        return new MapColumn(Columns.ofType(ColumnType.TEXT, ColumnType.CATEGORY), DoubleUnaryOperator.identity(), change, false);
    }

    @Override
    public MapColumn on(Columns columns) {
        return new MapColumn(columns, number, text, numbers);
    }

    @Override
    public FittedTransformer fit(Table train) {
        return new Fitted(numbers ? columns.toUse(NAME, train, ColumnType.NUMERIC) : columns.toUse(NAME, train, TextVectors.TYPES));
    }

    private Column change(Edit edit, String name) {
        if (numbers) {
            double[] values = edit.numeric(name).toArray();
            for (int i = 0; i < values.length; i++) {
                values[i] = number.applyAsDouble(values[i]);
            }
            return NumericColumn.wrap(name, values);
        }
        Column column = edit.text(name);
        if (column instanceof CategoryColumn category) {
            return change(category);
        }
        @Nullable String[] texts = new @Nullable String[column.size()];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = column.isMissing(i) ? null : changed(column.text(i));
        }
        return TextColumn.of(name, texts);
    }

    private String changed(String old) {
        return Check.notNull(NAME, "what the function gives for \"" + old + "\"", text.apply(old));
    }

    /** Levels that become the same are one. */
    private Column change(CategoryColumn category) {
        List<String> each = category.levels().stream().map(this::changed).toList();
        List<String> levels = List.copyOf(new TreeSet<>(each));
        int[] becomes = each.stream().mapToInt(level -> Collections.binarySearch(levels, level)).toArray();
        int[] codes = category.toCodes();
        for (int i = 0; i < codes.length; i++) {
            codes[i] = codes[i] == CategoryColumn.MISSING ? codes[i] : becomes[codes[i]];
        }
        return CategoryColumn.ofCodes(category.name(), levels, codes);
    }

    /** The columns, with the function. */
    final class Fitted implements FittedTransformer {

        private final List<String> names;

        Fitted(List<String> names) {
            this.names = names;
        }

        @Override
        public Table apply(Table rows) {
            Edit edit = new Edit(NAME, rows, names);
            for (String name : names) {
                edit.replace(name, change(edit, name));
            }
            return edit.done();
        }

        @Override
        public String toString() {
            return "FittedMapColumn" + names;
        }
    }

    @Override
    public String toString() {
        return "MapColumn[columns=" + columns + ", " + (numbers ? "numbers" : "texts") + "]";
    }
}
