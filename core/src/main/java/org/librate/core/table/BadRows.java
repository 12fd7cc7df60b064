package org.librate.core.table;

import org.librate.core.Check;

/**
 * What reading does with a row that has too few or too many cells, or a cell that is not of the type its column was given.
 *
 * <pre>{@code
 * Csv.of(path).withType("age", ColumnType.NUMERIC).withBadRows(BadRows.skipAtMost(100)).read()
 * }</pre>
 */
public final class BadRows {

    private static final BadRows FAIL = new BadRows(0);
    private static final BadRows SKIP = new BadRows(Long.MAX_VALUE);

    private final long most;

    private BadRows(long most) {
        this.most = most;
    }

    /** The first one ends reading, with a message that says where it is. */
    public static BadRows fail() {
        return FAIL;
    }

    /** They are left out, counted, and logged once. */
    public static BadRows skip() {
        return SKIP;
    }

    /** So many are left out; one more ends reading. */
    public static BadRows skipAtMost(long most) {
        return new BadRows(Check.positive("BadRows", "the number of rows to skip", most));
    }

    long most() {
        return most;
    }

    @Override
    public String toString() {
        return most == 0 ? "BadRows.fail()" : most == Long.MAX_VALUE ? "BadRows.skip()" : "BadRows.skipAtMost(" + most + ")";
    }
}
