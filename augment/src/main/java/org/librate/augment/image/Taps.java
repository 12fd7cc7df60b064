package org.librate.augment.image;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Reads an image between its pixels: where a row of places lies, 0 being the middle of the first pixel, to the values there.
 *
 * <p>Images of three bytes, the usual ones, are read eight bytes at once, two pixels side by side, and computed in {@code long}s of four lanes with
 * 16 bits each, which hold a byte times weights that sum to 64, and then, rounded to quarters, times such weights again.
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
            return new Cubic(image, border, color);
        }
        return image.isBytes() && image.channels() == 3 ? new LinearRgb(image, border, color) : new Linear(image, border, color);
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

    private static class Linear extends Taps {

        Linear(Image image, Border border, float[] color) {
            super(image, border, color);
        }

        @Override
        void line(float[] xs, float[] ys, int count, Image result, int into) {
            for (int i = 0; i < count; i++) {
                one(xs[i], ys[i], result, (into + i) * color.length);
            }
        }

        final void one(float x, float y, Image result, int to) {
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

    private static final class LinearRgb extends Linear {

        private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
        private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
        private static final int STEPS = 64; // that a pixel is divided into, each way
        private static final int AWAY = 1 << 19; // 64ths of a pixel; places further left or above are outside all the more, however they are rounded
        private static final float FAR = AWAY + 0.5f;
        private static final long EVEN = 0x00FF00FF00FF00FFL;
        private static final long QUARTERS = 0x03FF03FF03FF03FFL;
        private static final long EIGHT = 0x0008000800080008L;
        private static final long HALF = 0x0080008000800080L;

        private final boolean isConstant;
        private final byte red;
        private final byte green;
        private final byte blue;

        LinearRgb(Image image, Border border, float[] color) {
            super(image, border, color);
            this.isConstant = border.kind() == Border.Kind.CONSTANT;
            this.red = whole(color[0]);
            this.green = whole(color[1]);
            this.blue = whole(color[2]);
        }

        private static byte whole(float value) {
            return (byte) Math.max(0, Math.min(255, Math.round(value)));
        }

        @Override
        void line(float[] xs, float[] ys, int count, Image result, int into) {
            byte[] from = image.bytes();
            byte[] target = result.bytes();
            int width = image.width();
            int lastX = width - 1;
            int lastY = image.height() - 1;
            int stride = 3 * width;
            int end = from.length - 8;
            for (int i = 0; i < count; i++) {
                // in 64ths of a pixel, rounded; shifted so that cutting digits off is rounding down
                int x = (int) (xs[i] * STEPS + FAR) - AWAY;
                int y = (int) (ys[i] * STEPS + FAR) - AWAY;
                int column = x >> 6;
                int row = y >> 6;
                int at = row * stride + 3 * column;
                int to = 3 * (into + i);
                if (column < 0 || row < 0 || column >= lastX || row >= lastY || at + stride > end) {
                    if (isConstant && (column < -1 || row < -1 || column > lastX || row > lastY)) {
                        target[to] = red;
                        target[to + 1] = green;
                        target[to + 2] = blue;
                    } else {
                        one(xs[i], ys[i], result, to);
                    }
                    continue;
                }
                int right = x & 63;
                int below = y & 63;
                long upper = (long) LONGS.get(from, at);
                long lower = (long) LONGS.get(from, at + stride);
                // down: in lanes of 16 bits bytes 0, 2, 4 and 1, 3, 5 of the two pixels, in quarters
                long even = (upper & EVEN) * (STEPS - below) + (lower & EVEN) * below + EIGHT >>> 4 & QUARTERS;
                long odd = (upper >>> 8 & EVEN) * (STEPS - below) + (lower >>> 8 & EVEN) * below + EIGHT >>> 4 & QUARTERS;
                // across: a byte of the first pixel and the one three further on
                long first = even * (STEPS - right) + (odd >>> 16) * right + HALF;
                long second = odd * (STEPS - right) + (even >>> 32) * right + HALF;
                int pixel = (int) (first >>> 8 & 0xFF | second & 0xFF00 | first >>> 8 & 0xFF0000);
                if (i < count - 1) {
                    INTS.set(target, to, pixel); // the next pixel overwrites the fourth byte
                } else {
                    target[to] = (byte) pixel;
                    target[to + 1] = (byte) (pixel >> 8);
                    target[to + 2] = (byte) (pixel >> 16);
                }
            }
        }
    }

    private static final class Cubic extends Taps {

        Cubic(Image image, Border border, float[] color) {
            super(image, border, color);
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
                    put(result, to + c, sum);
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
