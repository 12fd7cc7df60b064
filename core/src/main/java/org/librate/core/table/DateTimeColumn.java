package org.librate.core.table;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.librate.core.Check;

/**
 * A date and time in each row, to the millisecond, or missing. Kept as milliseconds since 1970 as a clock on the wall would show them: what was
 * written with a zone is brought to UTC when it is read, what was written without one stays as it is.
 */
public final class DateTimeColumn implements Column {

    public static final long MISSING = Long.MIN_VALUE;

    private final String name;
    private final long[] millis;

    private DateTimeColumn(String name, long[] millis) {
        this.name = Names.check(name);
        this.millis = millis;
    }

    /** Dates and times, null where one is missing. */
    public static DateTimeColumn of(String name, @Nullable LocalDateTime... values) {
        long[] millis = new long[values.length];
        for (int i = 0; i < millis.length; i++) {
            LocalDateTime value = values[i];
            millis[i] = value == null ? MISSING : value.toInstant(ZoneOffset.UTC).toEpochMilli();
        }
        return new DateTimeColumn(name, millis);
    }

    /** Milliseconds since 1970; {@link #MISSING} where there is none. They are copied. */
    public static DateTimeColumn ofMillis(String name, long... millis) {
        return new DateTimeColumn(name, millis.clone());
    }

    /** Takes the values as they are. */
    static DateTimeColumn wrap(String name, long[] millis) {
        return new DateTimeColumn(name, millis);
    }

    /** Milliseconds since 1970; {@link #MISSING} where there is none. */
    public long millis(int row) {
        return millis[row];
    }

    /** The date and time of a row that has one. */
    public LocalDateTime get(int row) {
        Check.require(!isMissing(row), "Column " + name, "the row asked for must have a value", "row " + row + ", where it is missing");
        return LocalDateTime.ofInstant(Instant.ofEpochMilli(millis[row]), ZoneOffset.UTC);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public ColumnType type() {
        return ColumnType.DATE_TIME;
    }

    @Override
    public int size() {
        return millis.length;
    }

    @Override
    public boolean isMissing(int row) {
        return millis[row] == MISSING;
    }

    /** In the form of ISO 8601. */
    @Override
    public String text(int row) {
        return isMissing(row) ? "" : get(row).toString();
    }

    @Override
    public DateTimeColumn rows(int... rows) {
        long[] some = new long[rows.length];
        for (int i = 0; i < rows.length; i++) {
            some[i] = millis[rows[i]];
        }
        return new DateTimeColumn(name, some);
    }

    @Override
    public DateTimeColumn named(String name) {
        return new DateTimeColumn(name, millis);
    }

    @Override
    public DateTimeColumn concat(Column other) {
        Check.require(other instanceof DateTimeColumn, "Table", "columns \"" + name + "\" must be of one type to be put together", other.type());
        long[] more = ((DateTimeColumn) other).millis;
        long[] all = Arrays.copyOf(millis, Math.addExact(millis.length, more.length));
        System.arraycopy(more, 0, all, millis.length, more.length);
        return new DateTimeColumn(name, all);
    }

    @Override
    public String toString() {
        return "DateTimeColumn[" + name + ", " + millis.length + " rows]";
    }
}
