package org.librate.core.table;

import java.math.BigInteger;

/**
 * Decimal numbers to the nearest {@code double}, without a String for each.
 *
 * <p>Up to 19 digits are one whole number w, so the value is w · 10^e. Where both are exact as doubles, one multiplication or division rounds once
 * and is right. Else w is multiplied with the first 128 bits of 5^e; the upper bits of the product are the mantissa, as D. Lemire shows in "Number
 * parsing at a gigabyte per second" (2021), and in the few cases where these bits could be off, or the exponent is extreme, the JDK decides. It also
 * does where there are more digits.
 */
final class Decimals {

    /** What is returned for text that is no number. */
    static final double NONE = Double.NaN;

    private static final double[] TENS = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18,
            1e19, 1e20, 1e21, 1e22};
    private static final long EXACT = 1_000_000_000_000_000L; // below 2^53, and a bound that numbers of full length are all beyond
    private static final int MOST_DIGITS = 19;
    private static final int WIDEST = 100; // powers of ten beyond are rare, and the JDK's
    private static final long[] UPPER = new long[2 * WIDEST + 1];
    private static final long[] LOWER = new long[2 * WIDEST + 1];

    static {
        for (int e = -WIDEST; e <= WIDEST; e++) {
            BigInteger five = BigInteger.valueOf(5).pow(Math.abs(e));
            BigInteger bits;
            if (e >= 0) {
                bits = five.shiftLeft(Math.max(0, 128 - five.bitLength())).shiftRight(Math.max(0, five.bitLength() - 128));
            } else {
                // 128 bits of 1 / 5^-e; rounded up as long as that tells a product that is exact, cut off where none can be
                bits = BigInteger.ONE.shiftLeft(five.bitLength() + 127).divide(five).add(e >= -27 ? BigInteger.ONE : BigInteger.ZERO);
            }
            UPPER[e + WIDEST] = bits.shiftRight(64).longValue();
            LOWER[e + WIDEST] = bits.longValue();
        }
    }

    private final char point;
    private final char thousands; // 0: none

    Decimals(char point, char thousands) {
        this.point = point;
        this.thousands = thousands;
    }

    char point() {
        return point;
    }

    /** The number that these characters are, blanks around it aside; {@link #NONE} if they are none. Infinity is a number, NaN is none. */
    double parse(char[] text, int from, int to) {
        int at = Blanks.skip(text, from, to);
        int end = Blanks.trim(text, at, to);
        if (thousands != 0 && holds(text, at, end, thousands)) {
            char[] plain = ungrouped(text, at, end);
            return plain.length == 0 ? NONE : plain(plain, 0, plain.length);
        }
        return plain(text, at, end);
    }

    private double plain(char[] text, int from, int end) {
        int at = from;
        if (at == end) {
            return NONE;
        }
        // What differs from number to number, such as the sign or zeros in front, is worked out without branches, since the processor could not
        // foresee them.
        char head = text[at];
        int minus = head == '-' ? 1 : 0;
        at += minus | (head == '+' ? 1 : 0);
        int begin = at;
        long digits = 0; // too many of them overflow, and are not used
        for (; at < end; at++) {
            int digit = text[at] - '0';
            if (digit < 0 || digit > 9) {
                break;
            }
            digits = digits * 10 + digit;
        }
        int seen = at - begin;
        int exponent = 0;
        if (at < end && text[at] == point) {
            int fraction = ++at;
            for (; at + 4 <= end; at += 4) { // four at a time, so that the processor waits for one multiplication instead of four
                int a = text[at] - '0';
                int b = text[at + 1] - '0';
                int c = text[at + 2] - '0';
                int d = text[at + 3] - '0';
                if ((a | b | c | d | 9 - a | 9 - b | 9 - c | 9 - d) < 0) { // one of them is no digit
                    break;
                }
                digits = digits * 10_000 + (a * 1000 + b * 100 + c * 10 + d);
            }
            for (; at < end; at++) {
                int digit = text[at] - '0';
                if (digit < 0 || digit > 9) {
                    break;
                }
                digits = digits * 10 + digit;
            }
            exponent = fraction - at;
            seen += at - fraction;
        }
        if (seen == 0) {
            return infinity(text, at, end, minus != 0);
        }
        if (at < end) {
            if (text[at] != 'e' && text[at] != 'E') {
                return NONE;
            }
            at++;
            boolean down = at < end && text[at] == '-';
            if (down || at < end && text[at] == '+') {
                at++;
            }
            if (at == end) {
                return NONE;
            }
            int power = 0;
            for (; at < end; at++) {
                int digit = text[at] - '0';
                if (digit < 0 || digit > 9) {
                    return NONE;
                }
                power = Math.min(100_000, power * 10 + digit);
            }
            exponent += down ? -power : power;
        }
        boolean all = seen <= MOST_DIGITS || seen - zeros(text, begin, end) <= MOST_DIGITS;
        double value = all ? value(digits, exponent) : NONE;
        if (Double.isNaN(value)) {
            return Double.parseDouble(new String(text, from, end - from).replace(point, '.'));
        }
        return Double.longBitsToDouble(Double.doubleToRawLongBits(value) ^ (long) minus << 63);
    }

    /** How many digits in front add nothing. */
    private int zeros(char[] text, int from, int end) {
        int count = 0;
        for (int at = from; at < end && (text[at] == '0' || text[at] == point); at++) {
            count += text[at] == '0' ? 1 : 0;
        }
        return count;
    }

    /** w · 10^e, w without sign; {@link #NONE} where the JDK must decide. */
    static double value(long w, int e) {
        if (w == 0) {
            return 0;
        }
        if (w > 0 && w < EXACT && e >= -22 && e <= 22) {
            return e < 0 ? w / TENS[-e] : w * TENS[e];
        }
        if (e < -WIDEST || e > WIDEST) {
            return NONE;
        }
        int zeros = Long.numberOfLeadingZeros(w);
        long mantissa = w << zeros;
        long upper = UPPER[e + WIDEST];
        long high = unsignedHigh(mantissa, upper);
        long low = mantissa * upper;
        if ((high & 0x1FF) == 0x1FF) { // what was left out of the power may carry into the bits that count
            long more = unsignedHigh(mantissa, LOWER[e + WIDEST]);
            low += more;
            high += Long.compareUnsigned(low, more) < 0 ? 1 : 0;
            if (low == -1) {
                return NONE;
            }
        }
        int top = (int) (high >>> 63);
        long bits = high >>> top + 9; // 53 bits and one to round by
        if (Long.compareUnsigned(low, 1) <= 0 && e >= -4 && e <= 23 && (bits & 3) == 1 && bits << top + 9 == high) {
            bits--; // exactly between two doubles: to the even one
        }
        bits = bits + (bits & 1) >>> 1;
        int power = ((217706 * e) >> 16) + 63 + top - zeros + 1023; // 217706 / 2^16 is log2(10), exact enough for these e
        if (bits == 1L << 53) {
            bits = 1L << 52;
            power++;
        }
        if (power <= 0 || power >= 2047) {
            return NONE;
        }
        return Double.longBitsToDouble((long) power << 52 | bits & (1L << 52) - 1);
    }

    private static long unsignedHigh(long a, long b) {
        return Math.multiplyHigh(a, b) + (a >> 63 & b) + (b >> 63 & a);
    }

    private static double infinity(char[] text, int at, int end, boolean minus) {
        if (end - at != 3 && end - at != 8) {
            return NONE;
        }
        String word = new String(text, at, end - at);
        boolean infinite = word.equalsIgnoreCase("inf") || word.equalsIgnoreCase("infinity");
        return !infinite ? NONE : minus ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }

    private static boolean holds(char[] text, int from, int to, char wanted) {
        for (int i = from; i < to; i++) {
            if (text[i] == wanted) {
                return true;
            }
        }
        return false;
    }

    /** Without the marks between groups of three digits; empty if one is elsewhere. */
    private char[] ungrouped(char[] text, int from, int to) {
        int whole = from;
        while (whole < to && text[whole] != point && text[whole] != 'e' && text[whole] != 'E') {
            whole++;
        }
        StringBuilder plain = new StringBuilder(to - from);
        boolean grouped = false;
        int digits = 0; // since the last mark, or the start
        for (int i = from; i < to; i++) {
            char c = text[i];
            if (c == thousands) {
                boolean fits = i < whole && (grouped ? digits == 3 : digits >= 1 && digits <= 3);
                if (!fits) {
                    return new char[0];
                }
                grouped = true;
                digits = 0;
            } else {
                if (i == whole && digits != 3) {
                    return new char[0];
                }
                digits += c >= '0' && c <= '9' ? 1 : 0;
                plain.append(c);
            }
        }
        boolean lastFits = whole < to || digits == 3;
        return lastFits ? plain.toString().toCharArray() : new char[0];
    }
}
