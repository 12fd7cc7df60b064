package org.librate.core.learn;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.librate.core.Check;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.table.BooleanColumn;
import org.librate.core.table.CategoryColumn;
import org.librate.core.table.Column;
import org.librate.core.table.DateTimeColumn;
import org.librate.core.table.NumericColumn;
import org.librate.core.table.Table;
import org.librate.core.table.TextColumn;
import org.librate.core.table.VectorColumn;

/**
 * The columns that a pipeline was fitted with, in their order: what rows to predict for are held against before the first step sees them, so that the
 * complaint is about what the caller gave, not about what some step made of it.
 *
 * @param target the column that was learned; null if there was none
 */
record Inputs(List<InputColumn> columns, @Nullable String target) {

    private static final String WHO = "FittedPipeline";

    Inputs {
        columns = List.copyOf(columns);
    }

    static Inputs of(Table train) {
        List<Column> features = train.features();
        String target = train.target().map(Column::name).orElse(null);
        return new Inputs(train.columns().stream().filter(column -> !column.name().equals(target))
                .map(column -> InputColumn.of(column, features.contains(column))).toList(), target);
    }

    Table checked(Table rows) {
        for (InputColumn wanted : columns) {
            boolean there = rows.has(wanted.name());
            if (!there && wanted.required()) {
                throw new IllegalArgumentException(WHO + ": rows to predict for must have the column " + wanted + " it was fitted with, got "
                        + rows.names() + "." + NearNames.hint(wanted.name(), rows.names().stream().filter(name -> !has(name)).toList()));
            }
            Check.require(!there || wanted.fits(rows.column(wanted.name())), WHO, "the column " + wanted + " must be as when it was fitted",
                    there ? InputColumn.of(rows.column(wanted.name()), true) : "none");
        }
        return rows;
    }

    private boolean has(String name) {
        return columns.stream().anyMatch(column -> column.name().equals(name));
    }

    /** A table of one row. */
    Table table(Row row) {
        for (String name : row.names()) {
            if (!has(name)) {
                throw new IllegalArgumentException(WHO + ": a row must have only columns it was fitted with, got \"" + name + "\""
                        + (name.equals(target) ? ", which is what it predicts. Leave it out."
                        : "." + NearNames.hint(name, columns.stream().map(InputColumn::name).filter(known -> !row.has(known)).toList())));
            }
        }
        List<Column> made = new ArrayList<>();
        for (InputColumn column : columns) {
            if (row.has(column.name())) {
                made.add(column(column, row.get(column.name())));
            } else if (column.required()) {
                throw new IllegalArgumentException(WHO + ": a row must have the column " + column + ", got " + row.names()
                        + ". If its value is not known, say so with missing(\"" + column.name() + "\").");
            }
        }
        return Table.of(made);
    }

    private static Column column(InputColumn column, @Nullable Object value) {
        String name = column.name();
        switch (column.type()) {
            case NUMERIC:
                return NumericColumn.of(name, value == null ? Double.NaN : is(Number.class, value, column, "a number").doubleValue());
            case CATEGORY:
                return CategoryColumn.of(name, new @Nullable String[] {value == null ? null : is(String.class, value, column, "text")});
            case TEXT:
                return TextColumn.of(name, new @Nullable String[] {value == null ? null : is(String.class, value, column, "text")});
            case BOOLEAN:
                return BooleanColumn.ofNullable(name, new @Nullable Boolean[] {value == null ? null
                        : is(Boolean.class, value, column, "true or false")});
            case DATE_TIME:
                Object time = value instanceof LocalDate day ? day.atStartOfDay() : value;
                return DateTimeColumn.of(name, new @Nullable LocalDateTime[] {time == null ? null
                        : is(LocalDateTime.class, time, column, "a LocalDateTime or LocalDate")});
            default:
                return vector(column, value);
        }
    }

    private static Column vector(InputColumn column, @Nullable Object value) {
        Check.require(value != null, WHO, "the column " + column + " must have numbers in every row", "none");
        float[] numbers = is(float[].class, value, column, "a float[]");
        Check.require(numbers.length == column.shape().size(), WHO, "the column " + column + " must have " + column.shape().size() + " numbers",
                numbers.length);
        long[] dims = Stream.of(new long[] {1}, column.shape().toArray()).flatMapToLong(Arrays::stream).toArray();
        return VectorColumn.of(column.name(), Tensor.of(Shape.of(dims), numbers));
    }

    private static <T> T is(Class<T> kind, @Nullable Object value, InputColumn column, String wanted) {
        if (kind.isInstance(value)) {
            return kind.cast(value);
        }
        throw new IllegalArgumentException(WHO + ": the column " + column + " must be " + wanted + ", got " + shown(value) + ".");
    }

    private static String shown(@Nullable Object value) {
        return value == null ? "nothing" : value instanceof String text ? "\"" + text + "\", which is text"
                : value + ", which is a " + value.getClass().getSimpleName();
    }
}
