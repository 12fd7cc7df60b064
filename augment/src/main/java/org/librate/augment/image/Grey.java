package org.librate.augment.image;

import org.librate.core.Check;

/** How bright a coloured pixel is: 0.299 red + 0.587 green + 0.114 blue (ITU-R 601), in whole numbers for bytes. */
final class Grey {

    private static final int HALF = 1 << 15;

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
            byte[] from = image.bytes();
            long sum = 0;
            if (image.channels() == 3) {
                long red = 0;
                long green = 0;
                long blue = 0;
                for (int i = 0; i < from.length; i += 3) {
                    red += from[i] & 0xFF;
                    green += from[i + 1] & 0xFF;
                    blue += from[i + 2] & 0xFF;
                }
                return (0.299 * red + 0.587 * green + 0.114 * blue) / (255.0 * (from.length / 3));
            }
            for (byte value : from) {
                sum += value & 0xFF;
            }
            return sum / (255.0 * from.length);
        }
        float[] from = image.floats();
        double sum = 0;
        for (int i = 0; i < from.length; i++) {
            sum += image.channels() == 3 ? 3 * from[i] * (i % 3 == 0 ? 0.299 : i % 3 == 1 ? 0.587 : 0.114) : from[i];
        }
        return sum / from.length;
    }
}
