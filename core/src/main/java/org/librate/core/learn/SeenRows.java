package org.librate.core.learn;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.librate.core.table.Table;

/** Which rows something was fitted on, by their {@linkplain Table#origin origins}: how a test row among training rows is found out. */
public final class SeenRows {

    private static final SeenRows UNKNOWN = new SeenRows(new long[0], false);

    private final long[] origins; // ascending, each once
    private final boolean known;

    private SeenRows(long[] origins, boolean known) {
        this.origins = origins;
        this.known = known;
    }

    /** Rows that nobody wrote down. To ask about them is an error: "none" would be a wrong answer. */
    public static SeenRows unknown() {
        return UNKNOWN;
    }

    /** Whether it was written down which rows these are. */
    public boolean isKnown() {
        return known;
    }

    private void checkKnown() {
        if (!known) {
            throw new IllegalStateException("SeenRows: which rows were seen was not saved. Ask isKnown() before, or save without withoutSeenRows().");
        }
    }

    public static SeenRows of(Table rows) {
        long[] origins = new long[rows.rows()];
        Arrays.setAll(origins, rows::origin);
        return of(origins);
    }

    /** Origins in any order, some perhaps several times. */
    public static SeenRows of(long... origins) {
        return new SeenRows(Arrays.stream(origins).sorted().distinct().toArray(), true);
    }

    /** The rows of both; unknown if one is. */
    public SeenRows and(SeenRows other) {
        if (!known || !other.known) {
            return UNKNOWN;
        }
        return equals(other) ? this : of(LongStream.concat(Arrays.stream(origins), Arrays.stream(other.origins)).toArray());
    }

    /** How many different rows. */
    public int count() {
        checkKnown();
        return origins.length;
    }

    public boolean contains(long origin) {
        checkKnown();
        return Arrays.binarySearch(origins, origin) >= 0;
    }

    /** The numbers of those rows of a table that were seen. */
    public int[] among(Table rows) {
        checkKnown();
        int[] found = new int[rows.rows()];
        int count = 0;
        for (int i = 0; i < found.length; i++) {
            if (contains(rows.origin(i))) {
                found[count++] = i;
            }
        }
        return Arrays.copyOf(found, count);
    }

    long[] toArray() {
        return origins.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SeenRows seen && known == seen.known && Arrays.equals(origins, seen.origins);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(origins);
    }

    @Override
    public String toString() {
        return known ? "SeenRows[" + origins.length + "]" : "SeenRows[unknown]";
    }
}
