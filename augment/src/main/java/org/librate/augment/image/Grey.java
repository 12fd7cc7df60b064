package org.librate.augment.image;

import java.nio.IntBuffer;
import java.util.Arrays;
import org.librate.core.Check;

/** How bright a coloured pixel is: 0.299 red + 0.587 green + 0.114 blue (ITU-R 601), in whole numbers for bytes. */
final class Grey {

    private static final int HALF = 1 << 15;
    private static final int INTS = 768; // of a block: whole pixels, so that each place is one channel
    private static final int HELD = 257; // bytes that a lane of 16 bits holds the sum of

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

    /**
     * The sums of three channels. Blocks of whole pixels are added up place by place, and the places by channel after as many blocks as a lane of 16
     * bits holds.
     */
    private static long[] sums(byte[] from) {
        long[] sums = new long[3];
        IntBuffer source = PixelBlock.ints(from);
        int[] block = new int[INTS];
        int[] even = new int[INTS];
        int[] odd = new int[INTS];
        int ints = from.length / 4;
        int blocks = 0;
        for (int at = 0; at < ints; at += INTS) {
            int count = Math.min(INTS, ints - at);
            source.get(at, block, 0, count);
            Lanes.add(block, even, odd, count);
            if (++blocks == HELD || at + count == ints) {
                for (int i = 0; i < INTS; i++) {
                    int place = 4 * i;
                    sums[place % 3] += even[i] & 0xFFFF;
                    sums[(place + 1) % 3] += odd[i] & 0xFFFF;
                    sums[(place + 2) % 3] += even[i] >>> 16;
                    sums[(place + 3) % 3] += odd[i] >>> 16;
                }
                Arrays.fill(even, 0);
                Arrays.fill(odd, 0);
                blocks = 0;
            }
        }
        for (int i = 4 * ints; i < from.length; i++) {
            sums[i % 3] += from[i] & 0xFF;
        }
        return sums;
    }
}
