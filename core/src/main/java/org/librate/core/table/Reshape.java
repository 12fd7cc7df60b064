package org.librate.core.table;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.librate.core.Check;

/** What {@link Table} offers to look at rows, order them and make columns of others. */
final class Reshape {

    private static final String NAME = "Table";

    private Reshape() {
    }

    static int[] matching(Table table, Predicate<TableRow> condition) {
        TableRow row = new TableRow(table);
        return IntStream.range(0, table.rows()).filter(i -> condition.test(row.at(i))).toArray();
    }

    /** Rows in the order of a column's values, of equal ones in the order they have; the missing come last. */
    static int[] sorted(Table table, String name, boolean descending) {
        Column column = table.column(name);
        Comparator<Integer> order = order(column);
        Comparator<Integer> known = descending ? order.reversed() : order;
        return IntStream.range(0, table.rows()).boxed().sorted((a, b) -> {
            boolean noA = column.isMissing(a);
            boolean noB = column.isMissing(b);
            return noA || noB ? Boolean.compare(noA, noB) : known.compare(a, b);
        }).mapToInt(Integer::intValue).toArray();
    }

    private static Comparator<Integer> order(Column column) {
        if (column instanceof NumericColumn numbers) {
            return Comparator.comparingDouble(numbers::get);
        }
        if (column instanceof CategoryColumn category) {
            return Comparator.comparingInt(category::code);
        }
        if (column instanceof DateTimeColumn times) {
            return Comparator.comparingLong(times::millis);
        }
        Check.require(!(column instanceof VectorColumn), NAME, "a column to sort by must have one value in each row", column.type());
        return Comparator.comparing(column::text); // false comes before true
    }

    /** How many rows have each value, as text, the most frequent first, of equal ones in the order they came; missing ones are not counted. */
    static Map<String, Integer> counts(Column column) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        if (column instanceof CategoryColumn category) {
            int[] each = new int[category.levels().size()];
            for (int row = 0; row < column.size(); row++) {
                if (!column.isMissing(row)) {
                    each[category.code(row)]++;
                }
            }
            for (int level = 0; level < each.length; level++) {
                counts.put(category.levels().get(level), each[level]);
            }
        } else {
            for (int row = 0; row < column.size(); row++) {
                if (!column.isMissing(row)) {
                    counts.merge(column.text(row), 1, Integer::sum);
                }
            }
        }
        Map<String, Integer> sorted = new LinkedHashMap<>();
        counts.entrySet().stream().sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
                .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        return sorted;
    }

    static NumericColumn mapped(NumericColumn column, DoubleUnaryOperator change) {
        double[] values = new double[column.size()];
        Arrays.setAll(values, i -> column.isMissing(i) ? Double.NaN : change.applyAsDouble(column.get(i)));
        return NumericColumn.wrap(column.name(), values);
    }

    static NumericColumn numbers(Table table, String name, ToDoubleFunction<TableRow> value) {
        TableRow row = new TableRow(table);
        double[] values = new double[table.rows()];
        Arrays.setAll(values, i -> value.applyAsDouble(row.at(i)));
        return NumericColumn.wrap(name, values);
    }

    static CategoryColumn categories(Table table, String name, Function<TableRow, @Nullable String> value) {
        TableRow row = new TableRow(table);
        @Nullable String[] values = new @Nullable String[table.rows()];
        for (int i = 0; i < values.length; i++) {
            values[i] = value.apply(row.at(i));
        }
        return CategoryColumn.of(name, values);
    }

    static BooleanColumn flags(Table table, String name, Predicate<TableRow> value) {
        TableRow row = new TableRow(table);
        boolean[] values = new boolean[table.rows()];
        for (int i = 0; i < values.length; i++) {
            values[i] = value.test(row.at(i));
        }
        return BooleanColumn.of(name, values);
    }

    // ---- other types ----

    static Column asCategory(Column column) {
        if (column instanceof CategoryColumn) {
            return column;
        }
        checkOneValue(column, ColumnType.CATEGORY);
        @Nullable String[] texts = texts(column);
        Map<String, Integer> distinct = new HashMap<>();
        for (String text : texts) {
            if (text != null) {
                distinct.putIfAbsent(text, distinct.size());
            }
        }
        return CategoryColumn.of(column.name(), Cells.sorted(List.copyOf(distinct.keySet())), texts);
    }

    static Column asText(Column column) {
        checkOneValue(column, ColumnType.TEXT);
        return column instanceof TextColumn ? column : TextColumn.wrap(column.name(), texts(column));
    }

    private static @Nullable String[] texts(Column column) {
        @Nullable String[] texts = new @Nullable String[column.size()];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = column.isMissing(i) ? null : column.text(i);
        }
        return texts;
    }

    /** Yes and no as 1 and 0, texts as the numbers that they are. */
    static Column asNumeric(Column column) {
        if (column instanceof BooleanColumn flags) {
            double[] values = new double[column.size()];
            Arrays.setAll(values, i -> flags.isMissing(i) ? Double.NaN : flags.isTrue(i) ? 1 : 0);
            return NumericColumn.wrap(column.name(), values);
        }
        boolean text = column instanceof TextColumn || column instanceof CategoryColumn;
        Check.require(text || column instanceof NumericColumn, NAME, "\"" + column.name() + "\" must be BOOLEAN, TEXT or CATEGORY to become NUMERIC",
                column.type());
        return text ? parsed(column, new Cells.Numbers(new Decimals('.', (char) 0), false)) : column;
    }

    /** 1 and 0 as yes and no, texts as the words true, false, yes and no. */
    static Column asBoolean(Column column) {
        if (column instanceof NumericColumn numbers) {
            byte[] values = new byte[column.size()];
            for (int i = 0; i < values.length; i++) {
                double value = numbers.get(i);
                Check.require(value == 0 || value == 1 || Double.isNaN(value), NAME, "\"" + column.name() + "\" must hold 0 and 1 to become BOOLEAN",
                        value + " in row " + i, "Compare with what counts as yes: table.withBoolean(name, row -> ...).");
                values[i] = (byte) (Double.isNaN(value) ? -1 : value);
            }
            return BooleanColumn.ofBytes(column.name(), values);
        }
        boolean text = column instanceof TextColumn || column instanceof CategoryColumn;
        Check.require(text || column instanceof BooleanColumn, NAME, "\"" + column.name() + "\" must be NUMERIC, TEXT or CATEGORY to become BOOLEAN",
                column.type());
        return text ? parsed(column, new Cells.YesNo()) : column;
    }

    private static Column parsed(Column column, Cells<?> cells) {
        for (int i = 0; i < column.size(); i++) {
            char[] text = column.text(i).toCharArray();
            if (column.isMissing(i) || Blanks.only(text, 0, text.length)) {
                cells.addMissing();
            } else {
                Check.require(cells.add(text, 0, text.length), NAME, "\"" + column.name() + "\" " + cells.rule() + " in every row",
                        "\"" + column.text(i) + "\" in row " + i);
            }
        }
        return cells.finish(column.name());
    }

    private static void checkOneValue(Column column, ColumnType type) {
        Check.require(!(column instanceof VectorColumn), NAME, "\"" + column.name() + "\" must have one value in each row to become " + type,
                column.type());
    }
}
