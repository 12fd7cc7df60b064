package org.librate.core.data;

import java.util.zip.CRC32C;

/**
 * The identity of a row: where it came from, in one {@code long}, which survives splitting, subsetting, reordering and transforming. The upper half
 * is a checksum of the content it was read from, the lower half the row's number there; so the same data loaded twice has the same origins, which is
 * how a test row among training rows is found out.
 */
public final class Origin {

    private Origin() {
    }

    /** The origin of a row of a source. */
    public static long of(int source, int row) {
        return (long) source << 32 | row & 0xFFFFFFFFL;
    }

    /** The checksum of the source. */
    public static int source(long origin) {
        return (int) (origin >>> 32);
    }

    /** The row's number in its source. */
    public static int row(long origin) {
        return (int) origin;
    }

    /** As in {@code row 17 of source 0badcafe}. */
    public static String describe(long origin) {
        return "row " + row(origin) + " of source " + String.format("%08x", source(origin));
    }

    /** A checksum of content, never 0. */
    static int checksum(CRC32C crc) {
        int value = (int) crc.getValue();
        return value == 0 ? 1 : value;
    }
}
