package org.librate.core.table;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What a table holds, column by column: printed as text, or as JSON.
 *
 * <pre>{@code
 * System.out.println(table.describe());
 * }</pre>
 *
 * @param rows how many there are
 * @param columns one summary each
 * @param classes of the target, with how many rows each has; empty where the target has no classes
 */
public record TableDescription(int rows, List<ColumnSummary> columns, Map<String, Integer> classes) {

    public TableDescription {
        columns = List.copyOf(columns);
        classes = Collections.unmodifiableMap(new LinkedHashMap<>(classes)); // in their order
    }

    static TableDescription of(Table table) {
        Map<String, Integer> classes = table.hasClasses() ? Reshape.counts(table.target().orElseThrow()) : Map.of();
        return new TableDescription(table.rows(), table.columns().stream().map(ColumnSummary::of).toList(), classes);
    }

    /** The summary of one column. */
    public ColumnSummary column(String name) {
        return columns.stream().filter(column -> column.name().equals(name)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("TableDescription: there is no column \"" + name + "\"."));
    }

    /** A line for each column, and one for the classes. */
    @Override
    public String toString() {
        TextGrid grid = new TextGrid(false, false, true, true, true, true, true, true, true, true, true, false);
        grid.add(List.of("column", "type", "missing", "distinct", "mean", "deviation", "min", "25%", "50%", "75%", "max", "most frequent"));
        for (ColumnSummary column : columns) {
            StringBuilder top = new StringBuilder();
            column.top().forEach((level, count) -> top.append(top.isEmpty() ? "" : ", ").append(level).append(' ').append(count));
            boolean dates = column.type() == ColumnType.DATE_TIME;
            grid.add(List.of(column.name(), column.type().toString(), String.valueOf(column.missing()),
                    column.distinct() < 0 ? "" : String.valueOf(column.distinct()),
                    number(column.mean()), number(column.deviation()), dates ? column.first() : number(column.min()), number(column.quartile1()),
                    number(column.median()), number(column.quartile3()), dates ? column.last() : number(column.max()), top.toString()));
        }
        StringBuilder text = new StringBuilder(rows + " rows\n" + grid);
        if (!classes.isEmpty()) {
            text.append("\ntarget:");
            classes.forEach((name, count) -> text.append(' ').append(name).append(' ').append(count)
                    .append(String.format(Locale.ROOT, " (%.1f %%)", rows == 0 ? 0 : 100.0 * count / rows)));
        }
        return text.toString();
    }

    /** Five digits; nothing where there is no number. */
    private static String number(double value) {
        if (Double.isNaN(value)) {
            return "";
        }
        if (value == Math.rint(value) && Math.abs(value) < 1e9) {
            return String.valueOf((long) value);
        }
        return Double.isInfinite(value) ? String.valueOf(value) : String.format(Locale.ROOT, "%.5g", value);
    }

    /** The same as JSON; what a column has not, such as the mean of texts, is left out. */
    public String toJson() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            json.writeStartObject();
            json.writeNumberField("rows", rows);
            json.writeArrayFieldStart("columns");
            for (ColumnSummary column : columns) {
                column(json, column);
            }
            json.writeEndArray();
            counts(json, "classes", classes);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("A text in memory could not be written.", e);
        }
        return text.toString();
    }

    private static void column(JsonGenerator json, ColumnSummary column) throws IOException {
        json.writeStartObject();
        json.writeStringField("name", column.name());
        json.writeStringField("type", column.type().toString());
        json.writeNumberField("missing", column.missing());
        if (column.distinct() >= 0) {
            json.writeNumberField("distinct", column.distinct());
        }
        number(json, "mean", column.mean());
        number(json, "deviation", column.deviation());
        number(json, "min", column.min());
        number(json, "quartile1", column.quartile1());
        number(json, "median", column.median());
        number(json, "quartile3", column.quartile3());
        number(json, "max", column.max());
        if (!column.first().isEmpty()) {
            json.writeStringField("first", column.first());
            json.writeStringField("last", column.last());
        }
        counts(json, "top", column.top());
        json.writeEndObject();
    }

    private static void number(JsonGenerator json, String name, double value) throws IOException {
        if (Double.isFinite(value)) {
            json.writeNumberField(name, value);
        } else if (Double.isInfinite(value)) {
            json.writeStringField(name, String.valueOf(value)); // JSON knows no such number
        }
    }

    private static void counts(JsonGenerator json, String name, Map<String, Integer> counts) throws IOException {
        if (!counts.isEmpty()) {
            json.writeObjectFieldStart(name);
            for (Map.Entry<String, Integer> count : counts.entrySet()) {
                json.writeNumberField(count.getKey(), count.getValue());
            }
            json.writeEndObject();
        }
    }
}
