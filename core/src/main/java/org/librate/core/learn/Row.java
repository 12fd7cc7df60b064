package org.librate.core.learn;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.librate.core.Check;

/**
 * One row by the names of columns, for a {@link FittedPipeline} to score.
 *
 * <pre>{@code
 * Row customer = Row.create().with("age", 31).with("plan", "gold").with("since", LocalDate.of(2024, 5, 1)).missing("income");
 * float[] probabilities = fitted.scores(customer);
 * }</pre>
 *
 * <p>A column that is not given is an error; one whose value is not known is given as missing. Immutable.
 */
public final class Row {

    private static final Row NONE = new Row(Map.of());

    private final Map<String, @Nullable Object> values;

    private Row(Map<String, ? extends @Nullable Object> values) {
        this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** Without columns yet. */
    public static Row create() {
        return NONE;
    }

    /** Numbers, text, truth values, {@link LocalDateTime}, {@link LocalDate} and {@code float[]} by name; null where one is missing. */
    public static Row of(Map<String, ? extends @Nullable Object> values) {
        return new Row(values);
    }

    /** A number more; NaN is missing. */
    public Row with(String column, double value) {
        return put(column, value);
    }

    /** A category or a text more. */
    public Row with(String column, String value) {
        return put(column, Check.notNull("Row", "\"" + column + "\"", value));
    }

    /** A yes or no more. */
    public Row with(String column, boolean value) {
        return put(column, value);
    }

    /** A date and time more. */
    public Row with(String column, LocalDateTime value) {
        return put(column, Check.notNull("Row", "\"" + column + "\"", value));
    }

    /** A date more: the beginning of that day. */
    public Row with(String column, LocalDate value) {
        return put(column, Check.notNull("Row", "\"" + column + "\"", value));
    }

    /** A vector more, row-major if it has several axes. */
    public Row with(String column, float[] value) {
        return put(column, value.clone());
    }

    /** A column more whose value is not known. */
    public Row missing(String column) {
        return put(column, null);
    }

    private Row put(String column, @Nullable Object value) {
        Map<String, @Nullable Object> more = new LinkedHashMap<>(values);
        more.put(column, value);
        return new Row(more);
    }

    Set<String> names() {
        return values.keySet();
    }

    boolean has(String column) {
        return values.containsKey(column);
    }

    @Nullable Object get(String column) {
        return values.get(column);
    }

    @Override
    public String toString() {
        return "Row" + values;
    }
}
