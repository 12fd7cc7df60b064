package org.librate.augment.image;

import java.util.function.Function;

/** Changes values by how often they occur in a channel. Floats are counted, and come out, in steps of 1/255. */
final class Histogram {

    private Histogram() {
    }

    /** Each channel through a table that is made of its counts. */
    static Image through(Image image, Function<int[], byte[]> tables) {
        Image bytes = image.toBytes();
        byte[] from = bytes.bytes();
        int channels = image.channels();
        int[][] counts = counts(from, channels);
        byte[][] each = new byte[channels][];
        for (int c = 0; c < channels; c++) {
            each[c] = tables.apply(counts[c]);
        }
        byte[] into = new byte[from.length];
        if (channels == 3) {
            byte[] red = each[0];
            byte[] green = each[1];
            byte[] blue = each[2];
            for (int i = 0; i < from.length; i += 3) {
                into[i] = red[from[i] & 0xFF];
                into[i + 1] = green[from[i + 1] & 0xFF];
                into[i + 2] = blue[from[i + 2] & 0xFF];
            }
        } else {
            for (int i = 0; i < from.length; i++) {
                into[i] = each[i % channels][from[i] & 0xFF];
            }
        }
        Image result = Image.of(image.height(), image.width(), channels, into);
        return image.isBytes() ? result : result.toFloats();
    }

    /** How often each channel has each value. */
    static int[][] counts(byte[] from, int channels) {
        int[][] counts = new int[channels][256];
        if (channels == 3) {
            int[] red = counts[0];
            int[] green = counts[1];
            int[] blue = counts[2];
            for (int i = 0; i < from.length; i += 3) {
                red[from[i] & 0xFF]++;
                green[from[i + 1] & 0xFF]++;
                blue[from[i + 2] & 0xFF]++;
            }
        } else {
            for (int i = 0; i < from.length; i++) {
                counts[i % channels][from[i] & 0xFF]++;
            }
        }
        return counts;
    }
}
