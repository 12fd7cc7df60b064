package org.librate.core.prepare;

import java.util.Locale;
import org.librate.core.Check;
import org.librate.core.table.ColumnType;

/** What texts as vectors share. */
final class TextVectors {

    static final ColumnType[] TYPES = {ColumnType.TEXT, ColumnType.CATEGORY};

    /** 1 GiB. */
    static final long LIMIT = 1L << 30;

    private TextVectors() {
    }

    /** A zeroed array, unless it would be too large. */
    static float[] allocate(String who, int rows, int width, long limit, String wayOut) {
        long bytes = (long) rows * width * Float.BYTES;
        if (bytes > Math.min(limit, (long) Integer.MAX_VALUE * Float.BYTES)) {
            String need = String.format(Locale.ROOT, "%d rows of %d numbers, %.1f GB", rows, width, bytes / 1e9);
            Check.require(false, who, String.format(Locale.ROOT, "vectors must fit in the memory limit of %.1f GB", limit / 1e9), need, wayOut);
        }
        return new float[rows * width];
    }

    /** Brings one row to length 1, unless it is 0. */
    static void normalize(float[] values, int from, int width) {
        double squares = 0;
        for (int j = from; j < from + width; j++) {
            squares += (double) values[j] * values[j];
        }
        double length = Math.sqrt(squares);
        for (int j = from; length > 0 && j < from + width; j++) {
            values[j] = (float) (values[j] / length);
        }
    }
}
