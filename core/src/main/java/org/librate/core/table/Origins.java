package org.librate.core.table;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;
import org.librate.core.data.Origin;

/**
 * The origins of a table's rows. Those of a table that was read or made are its rows' numbers and a checksum of its content, which is worked out when
 * asked for.
 */
final class Origins {

    private @Nullable Collection<Column> content; // until the checksum is known
    private int source;
    private final long @Nullable [] each;

    private Origins(@Nullable Collection<Column> content, long @Nullable [] each) {
        this.content = content;
        this.each = each;
    }

    static Origins ofContent(Collection<Column> columns) {
        return new Origins(List.copyOf(columns), null);
    }

    long get(int row) {
        return each == null ? Origin.of(source(), row) : each[row];
    }

    Origins rows(int[] rows) {
        long[] some = new long[rows.length];
        long[] known = each;
        int content = known == null ? source() : 0;
        Arrays.setAll(some, i -> known == null ? Origin.of(content, rows[i]) : known[rows[i]]);
        return new Origins(null, some);
    }

    Origins concat(Origins other, int mine, int theirs) {
        long[] all = new long[mine + theirs];
        for (int i = 0; i < all.length; i++) {
            all[i] = i < mine ? get(i) : other.get(i - mine);
        }
        return new Origins(null, all);
    }

    private synchronized int source() {
        if (content != null) {
            source = checksum(content);
            content = null;
        }
        return source;
    }

    private static int checksum(Collection<Column> columns) {
        CRC32C crc = new CRC32C();
        byte[] buffer = new byte[1 << 13];
        for (Column column : columns) {
            crc.update(column.name().getBytes(StandardCharsets.UTF_8));
            for (int from = 0; from < column.size(); from += buffer.length / Long.BYTES) {
                int end = Math.min(column.size(), from + buffer.length / Long.BYTES);
                ByteBuffer bytes = ByteBuffer.wrap(buffer);
                for (int row = from; row < end; row++) {
                    bytes.putLong(bits(column, row));
                }
                crc.update(buffer, 0, bytes.position());
            }
        }
        int value = (int) crc.getValue();
        return value == 0 ? 1 : value;
    }

    private static long bits(Column column, int row) {
        if (column instanceof NumericColumn numbers) {
            return Double.doubleToLongBits(numbers.get(row));
        }
        if (column instanceof DateTimeColumn times) {
            return times.millis(row);
        }
        if (column instanceof VectorColumn vectors) {
            return Arrays.hashCode(vectors.values().slice(0, row, row + 1).toArray());
        }
        String text = column.text(row);
        return (long) text.hashCode() << 32 | text.length();
    }
}
