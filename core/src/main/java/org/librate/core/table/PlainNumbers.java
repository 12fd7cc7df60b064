package org.librate.core.table;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Numbers out of bytes: the same as {@link Decimals} finds in the same characters. How long the digits behind the point are differs from number to
 * number, so they are taken eight at a time from their end, and what is before them is masked away: the processor has no branch to guess wrong.
 */
final class PlainNumbers {

    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ZEROS = 0x3030303030303030L;
    private static final int MOST_FRACTION = 18;
    private static final int MOST_DIGITS = 19;
    private static final int LONGEST = 64;
    private static final long[] TENS = new long[MOST_DIGITS];
    private static final long[] LAST = new long[3 * 8 + 1]; // masks that leave so many of the last bytes of a word

    static {
        TENS[0] = 1;
        for (int i = 1; i < TENS.length; i++) {
            TENS[i] = 10 * TENS[i - 1];
        }
        for (int i = 1; i < LAST.length; i++) {
            LAST[i] = i >= 8 ? -1L : -1L << 64 - 8 * i;
        }
    }

    private final byte[] bytes;
    private final char point;
    private final Decimals decimals;
    private final char[] cell = new char[LONGEST];
    private int end;

    /** @param bytes of which 24 are before the first number */
    PlainNumbers(byte[] bytes, Decimals decimals) {
        this.bytes = bytes;
        this.point = decimals.point();
        this.decimals = decimals;
    }

    /** Where the number ended that {@link #next} found. */
    int end() {
        return end;
    }

    /**
     * The number that begins there, as far as it goes, if it is written as most are: digits, with a point between them or not. {@link Decimals#NONE}
     * for all else, which is for {@link #parse} to look at.
     */
    double next(int from) {
        byte head = bytes[from];
        int minus = head == '-' ? 1 : 0;
        int begin = from + minus;
        int at = begin;
        long digits = 0;
        for (int digit = bytes[at] - '0'; digit >= 0 && digit <= 9; digit = bytes[at] - '0') {
            digits = digits * 10 + digit;
            at++;
        }
        int whole = at - begin;
        int fraction = 0;
        if (bytes[at] == point) {
            at++;
            long word = (long) EIGHT.get(bytes, at) ^ ZEROS;
            long wrong = wrong(word);
            while (wrong == 0 && fraction < MOST_FRACTION) {
                digits = digits * 100_000_000 + number(word);
                fraction += 8;
                word = (long) EIGHT.get(bytes, at + fraction) ^ ZEROS;
                wrong = wrong(word);
            }
            int more = Long.numberOfTrailingZeros(wrong) >>> 3; // digits before the first byte that is none
            if (wrong == 0 || fraction + more > MOST_FRACTION) {
                return Decimals.NONE;
            }
            digits = digits * TENS[more] + number(word << 8 * (7 - more) << 8);
            fraction += more;
            at += fraction;
        }
        if (whole == 0 || whole - (bytes[begin] == '0' ? 1 : 0) + fraction > MOST_DIGITS) {
            return Decimals.NONE;
        }
        end = at;
        double value = Decimals.value(digits, -fraction);
        return Double.longBitsToDouble(Double.doubleToRawLongBits(value) ^ (long) minus << 63);
    }

    /** The highest bit of a byte above 9 is set, rightly so up to the first. */
    private static long wrong(long digits) {
        return (digits | digits + 0x7676767676767676L) & 0x8080808080808080L;
    }

    /** The number there; {@link Decimals#NONE} where there is none, or none so short. */
    double parse(int from, int to) {
        byte head = bytes[from];
        int minus = head == '-' ? 1 : 0;
        int begin = from + (minus | (head == '+' ? 1 : 0));
        int at = begin;
        long whole = 0;
        for (; at < to; at++) {
            int digit = bytes[at] - '0';
            if (digit < 0 || digit > 9) {
                break;
            }
            whole = whole * 10 + digit;
        }
        int fraction = Math.max(0, to - at - 1);
        boolean plain = at > begin && (at == to || bytes[at] == point) && fraction <= MOST_FRACTION
                && at - begin - (bytes[begin] == '0' ? 1 : 0) + fraction <= MOST_DIGITS;
        if (!plain) {
            return other(from, to);
        }
        long digits = whole * TENS[fraction];
        if (fraction > 0) {
            long end = word(to - 8, fraction);
            long wrong = wrong(end);
            digits += number(end);
            if (fraction > 8) {
                long middle = word(to - 16, fraction - 8);
                long start = word(to - 24, Math.max(0, fraction - 16));
                wrong |= wrong(middle) | wrong(start);
                digits += number(middle) * 100_000_000L + number(start) * 10_000_000_000_000_000L;
            }
            if (wrong != 0) {
                return other(from, to);
            }
        }
        double value = Decimals.value(digits, -fraction);
        if (Double.isNaN(value)) {
            return other(from, to);
        }
        return Double.longBitsToDouble(Double.doubleToRawLongBits(value) ^ (long) minus << 63);
    }

    /** Eight digits as bytes from 0 to 9; those that do not belong to the last so many are 0. */
    private long word(int at, int count) {
        return ((long) EIGHT.get(bytes, at) ^ ZEROS) & LAST[count];
    }

    /** Pairs of digits, then pairs of pairs, then both halves. The first digit is in the lowest byte. */
    private static long number(long digits) {
        long pairs = digits * 10 + (digits >>> 8);
        return (pairs & 0x000000FF000000FFL) * (100 + (1_000_000L << 32)) + (pairs >>> 16 & 0x000000FF000000FFL) * (1 + (10_000L << 32)) >>> 32;
    }

    private double other(int from, int to) {
        if (to - from > LONGEST) {
            return Decimals.NONE;
        }
        for (int i = from; i < to; i++) {
            if (bytes[i] < 0) {
                return Decimals.NONE;
            }
            cell[i - from] = (char) bytes[i];
        }
        return decimals.parse(cell, 0, to - from);
    }
}
