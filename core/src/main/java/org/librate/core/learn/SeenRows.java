package org.librate.core.learn;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.librate.core.table.Table;

/** Which rows something was fitted on, by their {@linkplain Table#origin origins}: how a test row among training rows is found out. */
public final class SeenRows {

    private final long[] origins; // ascending, each once

    private SeenRows(long[] origins) {
        this.origins = origins;
    }

    public static SeenRows of(Table rows) {
        long[] origins = new long[rows.rows()];
        Arrays.setAll(origins, rows::origin);
        return of(origins);
    }

    /** Origins in any order, some perhaps several times. */
    public static SeenRows of(long... origins) {
        return new SeenRows(Arrays.stream(origins).sorted().distinct().toArray());
    }

    /** The rows of both. */
    public SeenRows and(SeenRows other) {
        return equals(other) ? this : of(LongStream.concat(Arrays.stream(origins), Arrays.stream(other.origins)).toArray());
    }

    /** How many different rows. */
    public int count() {
        return origins.length;
    }

    public boolean contains(long origin) {
        return Arrays.binarySearch(origins, origin) >= 0;
    }

    /** The numbers of those rows of a table that were seen. */
    public int[] among(Table rows) {
        int[] found = new int[rows.rows()];
        int count = 0;
        for (int i = 0; i < found.length; i++) {
            if (contains(rows.origin(i))) {
                found[count++] = i;
            }
        }
        return Arrays.copyOf(found, count);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SeenRows seen && Arrays.equals(origins, seen.origins);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(origins);
    }

    @Override
    public String toString() {
        return "SeenRows[" + origins.length + "]";
    }
}
