package org.librate.augment.image;

/**
 * Reads an image between its pixels: where a row of places lies, 0 being the middle of the first pixel, to the values there. Bytes are mixed by
 * {@link LinearBytes}.
 */
abstract class Taps {

    final Image image;
    final Border border;
    final float[] color;

    Taps(Image image, Border border, float[] color) {
        this.image = image;
        this.border = border;
        this.color = color;
    }

    static Taps of(Image image, Layer.Kind kind, Interpolation interpolation, Border border) {
        float[] color = border.color(image, kind);
        if (kind == Layer.Kind.MASK || interpolation == Interpolation.NEAREST) {
            return new Nearest(image, border, color);
        }
        if (interpolation == Interpolation.BICUBIC) {
            return new Cubic(image, border, color, kind == Layer.Kind.IMAGE && !image.isBytes());
        }
        return image.isBytes() ? new LinearBytes(image, border, color) : new Linear(image, border, color);
    }

    /** The values at so many places, into a row of pixels of the result from pixel {@code into} on. */
    abstract void line(float[] xs, float[] ys, int count, Image result, int into);

    /** One value, that of the border if there is no pixel. */
    final float at(int row, int column, int channel) {
        int y = border.place(row, image.height());
        int x = border.place(column, image.width());
        return y < 0 || x < 0 ? color[channel] : image.get(y, x, channel);
    }

    static void put(Image result, int at, float value) {
        if (result.isBytes()) {
            result.bytes()[at] = (byte) Math.max(0, Math.min(255, Math.round(value)));
        } else {
            result.floats()[at] = value;
        }
    }

    final void outside(Image result, int into) {
        for (int c = 0; c < color.length; c++) {
            put(result, into + c, color[c]);
        }
    }

    private static final class Nearest extends Taps {

        Nearest(Image image, Border border, float[] color) {
            super(image, border, color);
        }

        @Override
        void line(float[] xs, float[] ys, int count, Image result, int into) {
            int channels = image.channels();
            for (int i = 0; i < count; i++) {
                int to = (into + i) * channels;
                if (!(Math.abs(xs[i]) < 1e9f && Math.abs(ys[i]) < 1e9f)) {
                    outside(result, to);
                    continue;
                }
                int x = border.place((int) Math.floor(xs[i] + 0.5f), image.width());
                int y = border.place((int) Math.floor(ys[i] + 0.5f), image.height());
                if (x < 0 || y < 0) {
                    outside(result, to);
                } else if (image.isBytes()) {
                    System.arraycopy(image.bytes(), (y * image.width() + x) * channels, result.bytes(), to, channels);
                } else {
                    System.arraycopy(image.floats(), (y * image.width() + x) * channels, result.floats(), to, channels);
                }
            }
        }
    }

    private static final class Linear extends Taps {

        Linear(Image image, Border border, float[] color) {
            super(image, border, color);
        }

        @Override
        void line(float[] xs, float[] ys, int count, Image result, int into) {
            for (int i = 0; i < count; i++) {
                one(xs[i], ys[i], result, (into + i) * color.length);
            }
        }

        private void one(float x, float y, Image result, int to) {
            if (!(Math.abs(x) < 1e9f && Math.abs(y) < 1e9f)) {
                outside(result, to);
                return;
            }
            int column = (int) Math.floor(x);
            int row = (int) Math.floor(y);
            float right = x - column;
            float below = y - row;
            for (int c = 0; c < color.length; c++) {
                float upper = at(row, column, c) * (1 - right) + (right == 0 ? 0 : at(row, column + 1, c) * right);
                float lower = below == 0 ? 0 : at(row + 1, column, c) * (1 - right) + (right == 0 ? 0 : at(row + 1, column + 1, c) * right);
                put(result, to + c, upper * (1 - below) + lower * below);
            }
        }
    }

    private static final class Cubic extends Taps {

        private final boolean cuts; // what overshoots black and white; bytes are cut anyway

        Cubic(Image image, Border border, float[] color, boolean cuts) {
            super(image, border, color);
            this.cuts = cuts;
        }

        @Override
        void line(float[] xs, float[] ys, int count, Image result, int into) {
            float[] across = new float[4];
            float[] down = new float[4];
            for (int i = 0; i < count; i++) {
                int to = (into + i) * color.length;
                if (!(Math.abs(xs[i]) < 1e9f && Math.abs(ys[i]) < 1e9f)) {
                    outside(result, to);
                    continue;
                }
                int column = (int) Math.floor(xs[i]);
                int row = (int) Math.floor(ys[i]);
                weights(xs[i] - column, across);
                weights(ys[i] - row, down);
                for (int c = 0; c < color.length; c++) {
                    float sum = 0;
                    for (int k = 0; k < 4; k++) {
                        float line = 0;
                        for (int j = 0; j < 4; j++) {
                            line += across[j] * at(row + k - 1, column + j - 1, c);
                        }
                        sum += down[k] * line;
                    }
                    put(result, to + c, cuts ? Math.max(0, Math.min(1, sum)) : sum);
                }
            }
        }

        private static void weights(float t, float[] w) {
            w[0] = ((-0.5f * t + 1) * t - 0.5f) * t;
            w[1] = (1.5f * t - 2.5f) * t * t + 1;
            w[2] = ((-1.5f * t + 2) * t + 0.5f) * t;
            w[3] = (0.5f * t - 0.5f) * t * t;
        }
    }
}
