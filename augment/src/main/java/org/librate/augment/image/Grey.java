package org.librate.augment.image;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.librate.core.Check;

/** How bright a coloured pixel is: 0.299 red + 0.587 green + 0.114 blue (ITU-R 601), in whole numbers for bytes. */
final class Grey {

    private static final int HALF = 1 << 15;
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long EVEN = 0x00FF00FF00FF00FFL;

    private Grey() {
    }

    static void checkColors(String who, Image image) {
        Check.require(image.channels() == 3, who, "needs an image of three channels, red, green and blue", image);
    }

    static int of(int red, int green, int blue) {
        return 19595 * red + 38470 * green + 7471 * blue + HALF >> 16;
    }

    static float of(float red, float green, float blue) {
        return 0.299f * red + 0.587f * green + 0.114f * blue;
    }

    /** One value for each pixel, of one or three channels. */
    static Image of(Image image) {
        if (image.channels() == 1) {
            return image;
        }
        int pixels = image.height() * image.width();
        if (image.isBytes()) {
            byte[] from = image.bytes();
            byte[] into = new byte[pixels];
            for (int i = 0, at = 0; i < pixels; i++, at += 3) {
                into[i] = (byte) of(from[at] & 0xFF, from[at + 1] & 0xFF, from[at + 2] & 0xFF);
            }
            return Image.of(image.height(), image.width(), 1, into);
        }
        float[] from = image.floats();
        float[] into = new float[pixels];
        for (int i = 0, at = 0; i < pixels; i++, at += 3) {
            into[i] = of(from[at], from[at + 1], from[at + 2]);
        }
        return Image.of(image.height(), image.width(), 1, into);
    }

    /** The mean brightness, on the scale from 0 to 1; of any number of channels but three the mean of all values. */
    static double mean(Image image) {
        if (image.isBytes()) {
            return mean(image.bytes(), image.channels());
        }
        float[] from = image.floats();
        double sum = 0;
        for (int i = 0; i < from.length; i++) {
            sum += image.channels() == 3 ? 3 * from[i] * (i % 3 == 0 ? 0.299 : i % 3 == 1 ? 0.587 : 0.114) : from[i];
        }
        return sum / from.length;
    }

    /** The same of bytes, of so many channels. */
    static double mean(byte[] from, int channels) {
        if (channels == 3) {
            long[] sums = sums(from);
            return (0.299 * sums[0] + 0.587 * sums[1] + 0.114 * sums[2]) / (255.0 * (from.length / 3));
        }
        long sum = 0;
        for (byte value : from) {
            sum += value & 0xFF;
        }
        return sum / (255.0 * from.length);
    }

    /** The sums of three channels. Eight pixels are read as three longs, whose bytes are added up in lanes of 16 bits, which hold 257 of them. */
    private static long[] sums(byte[] from) {
        long[] sums = new long[3];
        int i = 0;
        while (i + 24 <= from.length) {
            int end = Math.min(from.length - 23, i + 24 * 257);
            long a = 0;
            long b = 0;
            long c = 0;
            long d = 0;
            long e = 0;
            long f = 0;
            for (; i < end; i += 24) {
                long first = (long) LONGS.get(from, i);
                long second = (long) LONGS.get(from, i + 8);
                long third = (long) LONGS.get(from, i + 16);
                a += first & EVEN;
                b += first >>> 8 & EVEN;
                c += second & EVEN;
                d += second >>> 8 & EVEN;
                e += third & EVEN;
                f += third >>> 8 & EVEN;
            }
            long[] lanes = {a, b, c, d, e, f};
            for (int k = 0; k < 24; k++) {
                int part = k / 8;
                int place = k % 8;
                sums[k % 3] += lanes[2 * part + place % 2] >>> 16 * (place / 2) & 0xFFFF;
            }
        }
        for (; i < from.length; i++) {
            sums[i % 3] += from[i] & 0xFF;
        }
        return sums;
    }
}
