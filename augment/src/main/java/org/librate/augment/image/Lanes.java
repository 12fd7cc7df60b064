package org.librate.augment.image;

/**
 * Loops over ints that stand for bytes. The compiler of Java 17 makes wide instructions of loops over ints, each of a few operations without
 * branches, and not of loops over bytes: so bytes come here as ints, a block at a time, and every loop does one small thing. Two of them are often
 * several times faster than one that does both, for which the compiler may find no wide instructions: whoever changes one should measure it.
 *
 * <p>A pixel is one int: red in the lowest byte, then green and blue; the highest byte means nothing. A pair of lanes is an int with a number of 16
 * bits in each half.
 */
final class Lanes {

    /** Pixels of a block, small enough for all arrays that are in use to stay near. */
    static final int BLOCK = 1024;

    private static final int BYTES = 0x00FF00FF;
    private static final int ONES = 0x00010001;
    private static final int UNIT = 4096; // what a sixth of the colour circle is divided into

    private Lanes() {
    }

    /** A number from 0 to 65535 in both lanes. */
    static int both(int value) {
        return value * ONES;
    }

    // ---- pixels and ints that hold their bytes one after the other ----

    /** Four pixels of three ints, the first byte being the lowest. */
    static void pixels(int[] ints, int[] into, int count) {
        for (int i = 0, k = 0; k < count; i += 3, k += 4) {
            int a = ints[i];
            int b = ints[i + 1];
            int c = ints[i + 2];
            into[k] = a;
            into[k + 1] = a >>> 24 | b << 8;
            into[k + 2] = b >>> 16 | c << 16;
            into[k + 3] = c >>> 8;
        }
    }

    /** The way back. */
    static void ints(int[] pixels, int[] into, int count) {
        for (int i = 0, k = 0; k < count; i += 3, k += 4) {
            int b = pixels[k + 1];
            int c = pixels[k + 2];
            into[i] = pixels[k] & 0xFFFFFF | b << 24;
            into[i + 1] = b >>> 8 & 0xFFFF | c << 16;
            into[i + 2] = c >>> 16 & 0xFF | pixels[k + 3] << 8;
        }
    }

    // ---- bytes times a factor, in pairs of lanes ----

    /** Bytes 0 and 2, and bytes 1 and 3. */
    static void split(int[] from, int[] even, int[] odd, int count) {
        for (int i = 0; i < count; i++) {
            int x = from[i];
            even[i] = x & BYTES;
            odd[i] = x >>> 8 & BYTES;
        }
    }

    /** The way back, from lanes that hold bytes. */
    static void join(int[] even, int[] odd, int[] into, int count) {
        for (int i = 0; i < count; i++) {
            into[i] = even[i] | odd[i] << 8;
        }
    }

    /** Adds bytes 0 and 2, and bytes 1 and 3, to what was there: lanes hold 257 of them. */
    static void add(int[] from, int[] even, int[] odd, int count) {
        for (int i = 0; i < count; i++) {
            int x = from[i];
            even[i] = even[i] + (x & BYTES);
            odd[i] = odd[i] + (x >>> 8 & BYTES);
        }
    }

    /** Each times {@code whole + high/256 + low/65536}, plus {@code more/256}; what is below 1 is cut off. */
    static void times(int[] lanes, int count, int whole, int high, int low, int more) {
        int add = both(more);
        for (int i = 0; i < count; i++) {
            int x = lanes[i];
            lanes[i] = x * whole + (x * high + (x * low >>> 8 & BYTES) + add >>> 8 & BYTES);
        }
    }

    /** Minus a number of 15 bits, and 0 where that would be negative. */
    static void minus(int[] lanes, int count, int number) {
        int less = both(number);
        for (int i = 0; i < count; i++) {
            int x = (lanes[i] | 0x80008000) - less; // the highest bit stays where nothing had to be borrowed
            int stays = x >>> 15 & ONES;
            lanes[i] = x & (stays << 15) - stays;
        }
    }

    /** Plus a number, and 255 where that would be more. */
    static void plus(int[] lanes, int count, int number) {
        int more = both(number);
        for (int i = 0; i < count; i++) {
            int x = lanes[i] + more;
            int isFull = x + 0x7F007F00 >>> 15 & ONES;
            lanes[i] = (x | (isFull << 8) - isFull) & BYTES;
        }
    }

    // ---- pixels, a channel in each int ----

    /** How bright each pixel is. */
    static void grey(int[] pixels, int[] into, int count) {
        for (int i = 0; i < count; i++) {
            int x = pixels[i];
            into[i] = 19595 * (x & 255) + 38470 * (x >>> 8 & 255) + 7471 * (x >>> 16 & 255) + 32768 >>> 16;
        }
    }

    /** Each number times a factor, plus another number. */
    static void times(int[] numbers, int count, int factor, int plus) {
        for (int i = 0; i < count; i++) {
            numbers[i] = numbers[i] * factor + plus;
        }
    }

    /** The channel at a bit of each pixel times a factor in 65536ths plus something, within a byte, to the same place of the result. */
    static void channel(int[] pixels, int[] plus, int[] into, int count, int bit, int factor) {
        for (int i = 0; i < count; i++) {
            int x = (pixels[i] >>> bit & 255) * factor + plus[i] >> 16;
            x = x & ~(x >> 31);
            x = (x | 255 - x >> 31) & 255;
            into[i] = into[i] | x << bit;
        }
    }

    static void clear(int[] into, int count) {
        for (int i = 0; i < count; i++) {
            into[i] = 0;
        }
    }

    // ---- the colour circle; where a number is "all" that is all bits, and else none ----

    /** The darkest channel of each pixel, and how much brighter the brightest is. */
    static void range(int[] pixels, int[] least, int[] span, int count) {
        for (int i = 0; i < count; i++) {
            int x = pixels[i];
            int red = x & 255;
            int green = x >>> 8 & 255;
            int blue = x >>> 16 & 255;
            int below = red - green & (red - green >> 31);
            int most = red - below;
            int few = green + below;
            most = most - (most - blue & (most - blue >> 31));
            few = blue + (few - blue & (few - blue >> 31));
            least[i] = few;
            span[i] = most - few;
        }
    }

    /** How far a colour is ahead of green, or of blue where green is not the brightest. */
    static void aheadOfOthers(int[] pixels, int[] least, int[] span, int[] into, int count) {
        for (int i = 0; i < count; i++) {
            int x = pixels[i];
            int red = x & 255;
            int green = x >>> 8 & 255;
            int blue = x >>> 16 & 255;
            int notGreen = green - least[i] - span[i] >> 31;
            int ahead = blue - red;
            into[i] = ahead + (red - green - ahead & notGreen);
        }
    }

    /** The same, and of red where red is the brightest. */
    static void aheadOfRed(int[] pixels, int[] least, int[] span, int[] into, int count) {
        for (int i = 0; i < count; i++) {
            int x = pixels[i];
            int notRed = (x & 255) - least[i] - span[i] >> 31;
            int ahead = (x >>> 8 & 255) - (x >>> 16 & 255);
            into[i] = ahead + (into[i] - ahead & notRed);
        }
    }

    /** Where the brightest channel is on the circle, moved on by a turn. */
    static void sector(int[] pixels, int[] least, int[] span, int[] into, int count, int turn) {
        for (int i = 0; i < count; i++) {
            int x = pixels[i];
            int most = least[i] + span[i];
            int notRed = (x & 255) - most >> 31;
            int notGreen = (x >>> 8 & 255) - most >> 31;
            into[i] = turn + (notRed & 2 * UNIT + (notGreen & 2 * UNIT));
        }
    }

    /** Places on the circle, in parts of a unit of which there are as many as the span: from a sixth before red to a sixth before that. */
    static void places(int[] sector, int[] ahead, int[] span, int[] into, int count) {
        for (int i = 0; i < count; i++) {
            into[i] = span[i] * sector[i] + (ahead[i] << 12);
        }
    }

    /** Once round the circle less from five sixths on. */
    static void once(int[] places, int[] span, int count) {
        for (int i = 0; i < count; i++) {
            int sixth = span[i] << 12;
            int beyond = places[i] - 5 * sixth;
            places[i] = beyond - sixth + (6 * sixth & beyond >> 31);
        }
    }

    /** The channel whose own place is {@code at}: full within a sixth of it and empty beyond two. Written to a bit of the result. */
    static void share(int[] places, int[] least, int[] span, int[] into, int count, int at, int bit) {
        for (int i = 0; i < count; i++) {
            int sixth = span[i] << 12;
            int away = places[i] - span[i] * at;
            int sign = away >> 31;
            away = (away ^ sign) - sign;
            int other = 6 * sixth - away; // the way round the other side
            int less = away - other & (away - other >> 31);
            int share = 2 * sixth - (6 * sixth - away + less);
            share = share & ~(share >> 31);
            int beyond = share - sixth;
            share = sixth + (beyond & beyond >> 31);
            into[i] = into[i] | (least[i] + (share + UNIT / 2 >> 12)) << bit;
        }
    }

    // ---- two by two pixels each ----

    /** The channel at a bit between an upper and a lower pixel, so many of 2048 parts down: in such parts. */
    static void down(int[] upper, int[] lower, int[] parts, int[] into, int count, int bit) {
        for (int i = 0; i < count; i++) {
            int above = upper[i] >>> bit & 255;
            into[i] = (above << 11) + ((lower[i] >>> bit & 255) - above) * parts[i];
        }
    }

    /** Between those, so many parts across, rounded to a byte at a bit of the result. */
    static void across(int[] left, int[] right, int[] parts, int[] into, int count, int bit) {
        for (int i = 0; i < count; i++) {
            int first = left[i];
            into[i] = into[i] | ((first << 11) + (right[i] - first) * parts[i] + (1 << 21) >>> 22) << bit;
        }
    }
}
