package org.librate.core.table;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * Whole lines of a file, as bytes, and the cells found in them where they are plain: no quotes, no carriage return but at the end of a line, and
 * bytes that fit the charset. Then a separator ends a cell and a line feed ends a row, whatever is around them. Numbers are read on the way, while
 * their bytes are at hand.
 *
 * <p>Bytes are looked at eight at a time, in a {@code long}: those equal to a wanted one become 0 by an exclusive or, and a 0 borrows from its
 * highest bit when 1 is subtracted from each byte.
 */
final class PlainBlock {

    static final int BYTES = 1 << 18;
    static final int BEFORE = 24; // a number's digits are taken from its end, so that bytes before the first cell are looked at
    private static final int AFTER = 32;

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH = 0x8080808080808080L;

    private final byte[] bytes = new byte[BEFORE + BYTES + 1 + AFTER];
    private final Chunk chunk;
    private final PlainNumbers numbers;
    private final CsvOptions options;
    private final MissingWords missing;
    private Charset charset = StandardCharsets.UTF_8;
    private boolean[] numeric = {};
    private boolean wide;        // there are characters of several bytes
    private boolean withoutText; // the characters have been left out, as all cells are numbers
    private int end = BEFORE;
    private boolean certain = true; // so far: no block had a byte that is not plain by itself
    private int lines;

    PlainBlock(CsvOptions options, int width) {
        this.options = options;
        this.chunk = new Chunk(width);
        this.numbers = new PlainNumbers(bytes, new Decimals(options.point, options.thousands));
        this.missing = new MissingWords(options.missing);
    }

    /** Whether such blocks can be cut from a file: where a byte below 128 is that character and nothing else, and no row is left out at the end. */
    static boolean suits(CsvOptions options, Charset charset) {
        return (charset.equals(StandardCharsets.UTF_8) || charset.equals(StandardCharsets.ISO_8859_1)) && options.separator < 128
                && options.quote < 128 && options.limit == Long.MAX_VALUE;
    }

    byte[] bytes() {
        return bytes;
    }

    /** Where the lines end, which begin at {@link #BEFORE}. */
    void end(int end) {
        this.end = end;
    }

    int length() {
        return end - BEFORE;
    }

    /** How many lines it has. */
    int lines() {
        return lines;
    }

    /** What was found. Its first line is the first of the block. */
    Chunk chunk() {
        return chunk;
    }

    /**
     * Finds the cells; false if the lines are not plain.
     *
     * @param taken which columns are wanted
     * @param numeric which of the wanted ones may be numbers
     */
    boolean split(Charset charset, boolean[] taken, boolean[] numeric) {
        chunk.clear();
        lines = 0;
        if (length() == 0) {
            return false;
        }
        int to = end;
        if (bytes[end - 1] != '\n') { // the last line of a file
            bytes[to++] = '\n';
        }
        this.charset = charset;
        this.numeric = numeric;
        // most files are numbers, which are plain as soon as they are read: the bytes are looked at beforehand only where something else is there too
        Found found = certain ? rows(to, taken, numeric, false, false) : Found.UNSURE;
        wide = false;
        if (found == Found.UNSURE) {
            certain = false;
            chunk.clear();
            lines = 0;
            int seen = seen(to);
            if (seen == 0) {
                return false;
            }
            wide = seen < 0 && charset.equals(StandardCharsets.UTF_8);
            found = rows(to, taken, numeric, wide, true);
        }
        withoutText = found == Found.NUMBERS;
        return withoutText || characters(to);
    }

    /**
     * Sees to it that characters are there for columns that turned out to be no numbers while this block was split.
     *
     * @param numeric which of the wanted columns may be numbers now
     */
    boolean complete(boolean[] numeric) {
        boolean wanted = false;
        for (int i = 0; i < numeric.length; i++) {
            wanted |= this.numeric[i] && !numeric[i];
        }
        if (!withoutText || !wanted) {
            return true;
        }
        withoutText = false;
        return characters(bytes[end - 1] == '\n' ? end : end + 1);
    }

    /** What a block's cells are; {@link #UNSURE} if some of them are not known to be plain. */
    private enum Found { NUMBERS, CELLS, UNSURE }

    private boolean characters(int to) {
        if (wide) {
            return decoded(to, charset);
        }
        // a String of Latin-1 is a copy of the bytes, and its characters are widened many at a time
        new String(bytes, BEFORE, to - BEFORE, StandardCharsets.ISO_8859_1).getChars(0, to - BEFORE, chunk.text(to - BEFORE), 0);
        return true;
    }

    private boolean decoded(int end, Charset charset) {
        try {
            CharBuffer text = charset.newDecoder().decode(ByteBuffer.wrap(bytes, BEFORE, end - BEFORE));
            text.get(chunk.text(text.remaining()), 0, text.remaining());
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /** 0: not plain; 1: plain; −1: plain, and not all of it ASCII. */
    private int seen(int end) {
        long quotes = options.quote * ONES;
        long found = 0;
        long returns = 0;
        long high = 0;
        int at = BEFORE;
        for (; at + 8 <= end; at += 8) {
            long word = (long) EIGHT.get(bytes, at);
            found |= equal(word, quotes);
            returns |= equal(word, '\r' * ONES);
            high |= word;
        }
        boolean quoted = (found & HIGH) != 0;
        boolean returned = (returns & HIGH) != 0;
        for (; at < end; at++) {
            quoted |= bytes[at] == options.quote;
            returned |= bytes[at] == '\r';
            high |= bytes[at];
        }
        if (quoted || returned && !returnsEndLines(end)) {
            return 0;
        }
        return (high & HIGH) == 0 ? 1 : -1;
    }

    private boolean returnsEndLines(int end) {
        for (int at = BEFORE; at < end; at++) {
            if (bytes[at] == '\r' && (at + 1 == end || bytes[at + 1] != '\n')) {
                return false;
            }
        }
        return true;
    }

    /** The highest bit of each byte says whether it is the wanted one, rightly so up to the first that is. */
    private static long equal(long word, long wanted) {
        long zero = word ^ wanted;
        return zero - ONES & ~zero & HIGH;
    }

    /** @param plain whether all bytes are known to be */
    private Found rows(int end, boolean[] taken, boolean[] numeric, boolean wide, boolean plain) {
        Found found = Found.NUMBERS;
        int at = BEFORE;
        int character = 0; // that begins at the byte
        int column = 0;
        int cell = 0;
        while (at < end) {
            boolean wanted = column < taken.length && taken[column];
            boolean perhaps = wanted && numeric[cell] && bytes[at] != options.separator && missing.surelyNot((char) (bytes[at] & 0xFF));
            double value = perhaps ? numbers.next(at) : Decimals.NONE;
            int to = value == value ? numbers.end() : at;
            boolean rowEnds = bytes[to] == '\n';
            if (value != value || !rowEnds && bytes[to] != options.separator) { // else that is all there is to the cell
                to = cellEnd(to);
                rowEnds = bytes[to] == '\n';
                value = Decimals.NONE;
            }
            int last = rowEnds && to > at && bytes[to - 1] == '\r' ? to - 1 : to;
            if (value != value) {
                if (!plain && !isPlain(at, last)) {
                    return Found.UNSURE;
                }
                value = perhaps && last > at ? numbers.parse(at, last) : Decimals.NONE;
            }
            int characters = wide ? characters(at, last) : last - at;
            if (wanted) {
                boolean number = Cells.Numbers.isPlain(value);
                found = number ? found : Found.CELLS;
                chunk.add(character, character + characters, number ? value : Decimals.NONE);
                cell++;
            }
            column++;
            if (rowEnds) {
                if (column > 1 || last > at) { // else an empty line
                    chunk.endRow(lines, column, taken.length, false);
                } else {
                    chunk.restartRow();
                }
                lines++;
                column = 0;
                cell = 0;
            }
            character += characters + (to - last) + 1;
            at = to + 1;
        }
        return found;
    }

    private boolean isPlain(int from, int to) {
        boolean plain = true;
        for (int at = from; at < to; at++) {
            plain &= bytes[at] >= 0 && bytes[at] != options.quote && bytes[at] != '\r';
        }
        return plain;
    }

    /** Where the separator or the end of the line is. */
    private int cellEnd(int from) {
        long separators = options.separator * ONES;
        int at = from;
        while (true) {
            long word = (long) EIGHT.get(bytes, at);
            long ends = equal(word, separators) | equal(word, '\n' * ONES);
            if (ends != 0) {
                return at + (Long.numberOfTrailingZeros(ends) >>> 3);
            }
            at += 8;
        }
    }

    private int characters(int from, int to) {
        int count = 0;
        for (int at = from; at < to; at++) {
            int b = bytes[at];
            count += (b & 0xC0) == 0x80 ? 0 : (b & 0xF8) == 0xF0 ? 2 : 1; // what follows a first byte; two chars for what needs four bytes
        }
        return count;
    }
}
