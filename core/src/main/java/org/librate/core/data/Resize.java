package org.librate.core.data;

/**
 * Images of bytes in another size. Along each axis an output pixel is the mean of input pixels under a triangle, as wide as two output pixels (and at
 * least two input pixels): bilinear interpolation where the image grows, without missing pixels where it shrinks.
 */
final class Resize {

    /** For one output position: the first input position and the weights from there on. */
    private record Window(int first, float[] weights) {
    }

    private Resize() {
    }

    /** From {@code [fromHeight, fromWidth, channels]} to {@code [height, width, channels]}. */
    static void to(byte[] from, int fromHeight, int fromWidth, int channels, byte[] into, int at, int height, int width) {
        Window[] across = windows(fromWidth, width);
        Window[] down = windows(fromHeight, height);
        float[] narrow = new float[fromHeight * width * channels];
        for (int y = 0; y < fromHeight; y++) {
            for (int x = 0; x < width; x++) {
                Window window = across[x];
                for (int c = 0; c < channels; c++) {
                    float sum = 0;
                    for (int i = 0; i < window.weights.length; i++) {
                        sum += window.weights[i] * (from[(y * fromWidth + window.first + i) * channels + c] & 0xFF);
                    }
                    narrow[(y * width + x) * channels + c] = sum;
                }
            }
        }
        int row = width * channels;
        for (int y = 0; y < height; y++) {
            Window window = down[y];
            for (int x = 0; x < row; x++) {
                float sum = 0;
                for (int i = 0; i < window.weights.length; i++) {
                    sum += window.weights[i] * narrow[(window.first + i) * row + x];
                }
                into[at + y * row + x] = (byte) Math.max(0, Math.min(255, Math.round(sum)));
            }
        }
    }

    private static Window[] windows(int from, int to) {
        Window[] windows = new Window[to];
        double scale = (double) from / to;
        double reach = Math.max(1, scale);
        for (int i = 0; i < to; i++) {
            double center = (i + 0.5) * scale - 0.5;
            int first = (int) Math.max(0, Math.ceil(center - reach));
            int last = (int) Math.min(from - 1, Math.floor(center + reach));
            float[] weights = new float[last - first + 1];
            double sum = 0;
            for (int k = first; k <= last; k++) {
                sum += Math.max(0, 1 - Math.abs(k - center) / reach);
            }
            for (int k = first; k <= last; k++) {
                weights[k - first] = (float) (Math.max(0, 1 - Math.abs(k - center) / reach) / sum);
            }
            windows[i] = new Window(first, weights);
        }
        return windows;
    }
}
