package org.librate.augment.image;

import java.util.Arrays;

/**
 * Weighted sums of neighbours, beyond the edge as in a mirror. A filter that is a product of one along lines and one along columns goes over each on
 * its own; whole rows are added up at once, which the compiler turns into wide instructions.
 */
final class Convolution {

    private static final Border MIRROR = Border.reflect();

    private Convolution() {
    }

    /** The same weights, of odd number and the same to both sides of the middle one, not negative and 1 in all, along lines and along columns. */
    static Image separable(Image image, float[] weights) {
        if (image.isBytes() && weights.length <= Smoothing.MOST) {
            return new Smoothing(weights).apply(image);
        }
        int height = image.height();
        int row = image.width() * image.channels();
        int reach = weights.length / 2;
        float[][] lines = new float[weights.length][row]; // filtered along the line, each in the place of its number modulo their count
        float[] wide = new float[row + 2 * reach * image.channels()];
        float[][] shifted = new float[2][row];
        float[] sum = new float[row];
        Image result = Image.like(image, height, image.width());
        int done = -reach;
        for (int y = 0; y < height; y++) {
            while (done <= y + reach) {
                int source = MIRROR.place(done, height);
                widen(image, source, reach, wide);
                along(wide, weights, image.channels(), shifted, lines[Math.floorMod(done, lines.length)]);
                done++;
            }
            scale(weights[reach], lines[Math.floorMod(y, lines.length)], sum);
            for (int k = 1; k <= reach; k++) {
                addBoth(weights[reach + k], lines[Math.floorMod(y - k, lines.length)], lines[Math.floorMod(y + k, lines.length)], sum);
            }
            write(sum, result, y);
        }
        return result;
    }

    /**
     * Weights of which those equally far from the middle are the same. Neighbours are copied to where their sums belong first: the compiler widens
     * loops over equal places only.
     */
    private static void along(float[] wide, float[] weights, int channels, float[][] shifted, float[] into) {
        int reach = weights.length / 2;
        float[] left = shifted[0];
        float[] right = shifted[1];
        System.arraycopy(wide, reach * channels, left, 0, into.length);
        scale(weights[reach], left, into);
        for (int k = 1; k <= reach; k++) {
            System.arraycopy(wide, (reach - k) * channels, left, 0, into.length);
            System.arraycopy(wide, (reach + k) * channels, right, 0, into.length);
            addBoth(weights[reach + k], left, right, into);
        }
    }

    private static void scale(float weight, float[] values, float[] into) {
        for (int i = 0; i < into.length; i++) {
            into[i] = weight * values[i];
        }
    }

    private static void addBoth(float weight, float[] left, float[] right, float[] into) {
        for (int i = 0; i < into.length; i++) {
            into[i] += weight * (left[i] + right[i]);
        }
    }

    /** Any weights, {@code [size, size]}. */
    static Image any(Image image, float[][] weights) {
        int height = image.height();
        int row = image.width() * image.channels();
        int reach = weights.length / 2;
        int size = weights.length;
        float[][] lines = new float[size][row + 2 * reach * image.channels()];
        float[] sum = new float[row];
        Image result = Image.like(image, height, image.width());
        int done = -reach;
        for (int y = 0; y < height; y++) {
            while (done <= y + reach) {
                widen(image, MIRROR.place(done, height), reach, lines[Math.floorMod(done, size)]);
                done++;
            }
            Arrays.fill(sum, 0);
            for (int k = 0; k < size; k++) {
                float[] line = lines[Math.floorMod(y + k - reach, size)];
                for (int j = 0; j < size; j++) {
                    float weight = weights[k][j];
                    if (weight == 0) {
                        continue;
                    }
                    int shift = j * image.channels();
                    for (int i = 0; i < row; i++) {
                        sum[i] += weight * line[i + shift];
                    }
                }
            }
            write(sum, result, y);
        }
        return result;
    }

    /** A row, with so many pixels more at both ends. */
    private static void widen(Image image, int line, int reach, float[] into) {
        int channels = image.channels();
        int width = image.width();
        int begin = line * width * channels;
        int offset = reach * channels;
        if (image.isBytes()) {
            byte[] bytes = image.bytes();
            for (int i = 0; i < width * channels; i++) {
                into[offset + i] = bytes[begin + i] & 0xFF;
            }
        } else {
            System.arraycopy(image.floats(), begin, into, offset, width * channels);
        }
        for (int x = 1; x <= reach; x++) {
            System.arraycopy(into, offset + MIRROR.place(-x, width) * channels, into, offset - x * channels, channels);
            System.arraycopy(into, offset + MIRROR.place(width - 1 + x, width) * channels, into, offset + (width - 1 + x) * channels, channels);
        }
    }

    private static void write(float[] values, Image into, int line) {
        int begin = line * values.length;
        if (into.isBytes()) {
            byte[] bytes = into.bytes();
            for (int i = 0; i < values.length; i++) {
                bytes[begin + i] = (byte) Math.max(0, Math.min(255, (int) (values[i] + 0.5f)));
            }
        } else {
            System.arraycopy(values, 0, into.floats(), begin, values.length);
        }
    }
}
