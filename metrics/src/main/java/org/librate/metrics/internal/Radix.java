package org.librate.metrics.internal;

/**
 * Sorts numbers that carry something with them, by counting digits of 11 bits from the lowest to the highest: as many passes over the data as there
 * are digits, whatever the order was, and stable. A comparison sort of 10 million takes several times as long. A pass whose digit is the same
 * everywhere is left out. Internal to Librate.
 */
public final class Radix {

    private static final int BITS = 11;
    private static final int DIGITS = 1 << BITS;

    private Radix() {
    }

    /** Sorts by the upper 32 bits, as unsigned numbers. */
    public static long[] sortByUpperHalf(long[] packed) {
        long[] from = packed;
        long[] to = new long[packed.length];
        for (int shift = 32; shift < 64; shift += BITS) {
            int[] places = new int[DIGITS + 1];
            for (long value : from) {
                places[(int) (value >>> shift) & DIGITS - 1]++;
            }
            if (allInOne(places, from.length)) {
                continue;
            }
            startOfEach(places);
            for (long value : from) {
                to[places[(int) (value >>> shift) & DIGITS - 1]++] = value;
            }
            long[] sorted = to;
            to = from;
            from = sorted;
        }
        return from;
    }

    /** Sorts keys, as unsigned numbers, and what belongs to them, both in place. */
    public static void sort(long[] keys, int[] payload) {
        int n = keys.length;
        long[] from = keys;
        long[] to = new long[n];
        int[] fromPayload = payload;
        int[] toPayload = new int[n];
        for (int shift = 0; shift < 64; shift += BITS) {
            int[] places = new int[DIGITS + 1];
            for (long value : from) {
                places[(int) (value >>> shift) & DIGITS - 1]++;
            }
            if (allInOne(places, n)) {
                continue;
            }
            startOfEach(places);
            for (int i = 0; i < n; i++) {
                int place = places[(int) (from[i] >>> shift) & DIGITS - 1]++;
                to[place] = from[i];
                toPayload[place] = fromPayload[i];
            }
            long[] sorted = to;
            to = from;
            from = sorted;
            int[] sortedPayload = toPayload;
            toPayload = fromPayload;
            fromPayload = sortedPayload;
        }
        if (from != keys) {
            System.arraycopy(from, 0, keys, 0, n);
            System.arraycopy(fromPayload, 0, payload, 0, n);
        }
    }

    private static boolean allInOne(int[] counts, int n) {
        for (int count : counts) {
            if (count != 0) {
                return count == n;
            }
        }
        return true;
    }

    /** Counts become the place where each digit's numbers begin. */
    private static void startOfEach(int[] counts) {
        int start = 0;
        for (int digit = 0; digit < counts.length; digit++) {
            int count = counts[digit];
            counts[digit] = start;
            start += count;
        }
    }

    /** An int that is ordered, unsigned, as the floats are; −0 becomes 0. */
    public static int key(float value) {
        int bits = Float.floatToRawIntBits(value + 0.0f);
        return bits ^ (bits >> 31 | Integer.MIN_VALUE);
    }

    /** The float of a {@link #key(float)}. */
    public static float value(int key) {
        return Float.intBitsToFloat(key ^ (~key >> 31 | Integer.MIN_VALUE));
    }

    /** A long that is ordered, unsigned, as the doubles are; −0 becomes 0. */
    public static long key(double value) {
        long bits = Double.doubleToRawLongBits(value + 0.0);
        return bits ^ (bits >> 63 | Long.MIN_VALUE);
    }

    /** The double of a {@link #key(double)}. */
    public static double value(long key) {
        return Double.longBitsToDouble(key ^ (~key >> 63 | Long.MIN_VALUE));
    }
}
