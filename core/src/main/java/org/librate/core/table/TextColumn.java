package org.librate.core.table;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.librate.core.Check;

/** Free text in each row, or missing. */
public final class TextColumn implements Column {

    private final String name;
    private final @Nullable String[] values;

    private TextColumn(String name, @Nullable String[] values) {
        this.name = Names.check(name);
        this.values = values;
    }

    /** Texts, null where one is missing. */
    public static TextColumn of(String name, @Nullable String... values) {
        return new TextColumn(name, values.clone());
    }

    /** Takes the values as they are. */
    static TextColumn wrap(String name, @Nullable String[] values) {
        return new TextColumn(name, values);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public ColumnType type() {
        return ColumnType.TEXT;
    }

    @Override
    public int size() {
        return values.length;
    }

    @Override
    public boolean isMissing(int row) {
        return values[row] == null;
    }

    @Override
    public String text(int row) {
        return Objects.requireNonNullElse(values[row], "");
    }

    @Override
    public TextColumn rows(int... rows) {
        @Nullable String[] some = new @Nullable String[rows.length];
        for (int i = 0; i < rows.length; i++) {
            some[i] = values[rows[i]];
        }
        return new TextColumn(name, some);
    }

    @Override
    public TextColumn named(String name) {
        return new TextColumn(name, values);
    }

    @Override
    public TextColumn concat(Column other) {
        Check.require(other instanceof TextColumn, "Table", "columns \"" + name + "\" must be of one type to be put together", other.type());
        @Nullable String[] more = ((TextColumn) other).values;
        @Nullable String[] all = Arrays.copyOf(values, Math.addExact(values.length, more.length));
        System.arraycopy(more, 0, all, values.length, more.length);
        return new TextColumn(name, all);
    }

    @Override
    public String toString() {
        return "TextColumn[" + name + ", " + values.length + " rows]";
    }
}
