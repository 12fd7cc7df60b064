package org.librate.augment.image;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Reads images of bytes between their pixels, in whole numbers: a place is rounded to 64ths of a pixel; the values above and below are mixed and
 * rounded to quarters, then those to the left and to the right. {@link #mixed} is the definition; one, three and four channels, the usual numbers,
 * have a faster way to the same values.
 *
 * <p>That way reads the two pixels side by side at once, and computes in {@code long}s of four lanes with 16 bits each, which hold a byte times
 * weights that sum to 64, and then, rounded to quarters, times such weights again.
 */
final class LinearBytes extends Taps {

    private static final VarHandle SHORTS = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int STEPS = 64; // that a pixel is divided into, each way
    private static final int AWAY = 1 << 19; // 64ths of a pixel; places further left or above are outside all the more, however they are rounded
    private static final float FAR = AWAY + 0.5f;
    private static final float FARTHEST = 1e9f;
    private static final long PIXEL = 1L << 32; // along a straight line
    private static final long HALF_STEP = PIXEL / STEPS / 2;
    private static final long EVEN = 0x00FF00FF00FF00FFL;
    private static final long QUARTERS = 0x03FF03FF03FF03FFL;
    private static final long EIGHT = 0x0008000800080008L;
    private static final long HALF = 0x0080008000800080L;

    private final byte[] from;
    private final int width;
    private final int height;
    private final int channels;
    private final int stride;
    private final int end; // where the upper of two rows is read last, as all bytes that are read at once must be there
    private final boolean isFast;
    private final boolean isConstant;
    private final byte[] color;

    LinearBytes(Image image, Border border, float[] color) {
        super(image, border, color);
        this.from = image.bytes();
        this.width = image.width();
        this.height = image.height();
        this.channels = image.channels();
        this.stride = channels * width;
        this.end = from.length - stride - (channels == 1 ? 2 : 8);
        this.isFast = channels == 1 || channels == 3 || channels == 4;
        this.isConstant = border.kind() == Border.Kind.CONSTANT;
        this.color = new byte[channels];
        for (int c = 0; c < channels; c++) {
            this.color[c] = (byte) Math.max(0, Math.min(255, Math.round(color[c])));
        }
    }

    @Override
    void line(float[] xs, float[] ys, int count, Image result, int into) {
        byte[] target = result.bytes();
        switch (channels) {
            case 1 -> {
                for (int i = 0; i < count; i++) {
                    // in 64ths of a pixel, rounded; shifted so that cutting digits off is rounding down
                    int x = (int) (xs[i] * STEPS + FAR) - AWAY;
                    int y = (int) (ys[i] * STEPS + FAR) - AWAY;
                    int at = (y >> 6) * stride + (x >> 6);
                    if (isInside(x >> 6, y >> 6) && at <= end) {
                        target[into + i] = (byte) grey(from, at, stride, x & 63, y & 63);
                    } else {
                        edge(xs[i], ys[i], target, into + i);
                    }
                }
            }
            case 3 -> {
                for (int i = 0; i < count; i++) {
                    int x = (int) (xs[i] * STEPS + FAR) - AWAY;
                    int y = (int) (ys[i] * STEPS + FAR) - AWAY;
                    int at = (y >> 6) * stride + 3 * (x >> 6);
                    int to = 3 * (into + i);
                    if (!isInside(x >> 6, y >> 6) || at > end) {
                        edge(xs[i], ys[i], target, to);
                    } else if (i < count - 1) {
                        INTS.set(target, to, three(from, at, stride, x & 63, y & 63)); // the next pixel overwrites the fourth byte
                    } else {
                        putThree(target, to, three(from, at, stride, x & 63, y & 63));
                    }
                }
            }
            case 4 -> {
                for (int i = 0; i < count; i++) {
                    int x = (int) (xs[i] * STEPS + FAR) - AWAY;
                    int y = (int) (ys[i] * STEPS + FAR) - AWAY;
                    int at = (y >> 6) * stride + 4 * (x >> 6);
                    if (isInside(x >> 6, y >> 6) && at <= end) {
                        INTS.set(target, 4 * (into + i), four(from, at, stride, x & 63, y & 63));
                    } else {
                        edge(xs[i], ys[i], target, 4 * (into + i));
                    }
                }
            }
            default -> {
                for (int i = 0; i < count; i++) {
                    edge(xs[i], ys[i], target, channels * (into + i));
                }
            }
        }
    }

    private boolean isInside(long x, long y) {
        return isInside((int) (x >> 32), (int) (y >> 32));
    }

    private boolean isInside(int column, int row) {
        return column >= 0 && column < width - 1 && row >= 0 && row < height - 1;
    }

    /**
     * Values at places on a straight line, each a step after the one before. Places are whole numbers of 2⁻³² pixels, so that at the end of a row of
     * 2¹⁵ they are off by less than 2⁻¹⁶. What lies wholly inside the image or wholly outside is known for the row before it is read.
     */
    void straight(double x, double y, double stepX, double stepY, int count, Image result, int into) {
        byte[] target = result.bytes();
        long startX = (long) (x * PIXEL) + HALF_STEP;
        long startY = (long) (y * PIXEL) + HALF_STEP;
        long byX = (long) (stepX * PIXEL);
        long byY = (long) (stepY * PIXEL);
        long endX = startX + (count - 1) * byX;
        long endY = startY + (count - 1) * byY;
        if (isFast && isInside(startX, startY) && isInside(endX, endY)) {
            inside(startX, startY, byX, byY, 0, count, target, into);
            return;
        }
        int begin = Math.max(first(startX, byX, 0, (width - 1) * PIXEL, count), first(startY, byY, 0, (height - 1) * PIXEL, count));
        int stop = Math.min(last(startX, byX, 0, (width - 1) * PIXEL, count), last(startY, byY, 0, (height - 1) * PIXEL, count));
        if (begin >= stop || !isFast) {
            begin = count;
            stop = count;
        }
        border(startX, startY, byX, byY, 0, begin, target, into);
        inside(startX, startY, byX, byY, begin, stop, target, into);
        border(startX, startY, byX, byY, stop, count, target, into);
    }

    /** Whether a straight line between two places keeps within what {@link #straight} can count. */
    static boolean counts(double from, double to) {
        return Math.abs(from) < 1 << 29 && Math.abs(to) < 1 << 29;
    }

    /** The first of so many steps that is at least at the lowest place, or, going down, below the limit. */
    private static int first(long start, long step, long lowest, long limit, int count) {
        if (step == 0) {
            return start >= lowest && start < limit ? 0 : count;
        }
        long number = step > 0 ? -Math.floorDiv(start - lowest, step) : -Math.floorDiv(limit - 1 - start, -step);
        return (int) Math.max(0, Math.min(count, number));
    }

    /** One more than the last of them below the limit, or, going down, at least at the lowest place. */
    private static int last(long start, long step, long lowest, long limit, int count) {
        if (step == 0) {
            return start >= lowest && start < limit ? count : 0;
        }
        long number = step > 0 ? Math.floorDiv(limit - 1 - start, step) : Math.floorDiv(start - lowest, -step);
        return (int) Math.max(0, Math.min(count, number + 1));
    }

    private void inside(long startX, long startY, long stepX, long stepY, int begin, int stop, byte[] target, int into) {
        long x = startX + begin * stepX;
        long y = startY + begin * stepY;
        // three bytes are written with a fourth, which what is written next overwrites
        int limit = channels == 3 ? Math.min(stop, target.length / 3 - into - 1) : stop;
        byte[] bytes = from;
        int row = stride;
        int most = end;
        for (int i = begin; i < limit; i++, x += stepX, y += stepY) {
            int right = (int) (x >>> 26) & 63;
            int below = (int) (y >>> 26) & 63;
            int at = (int) (y >> 32) * row + (int) (x >> 32) * channels;
            if (at > most) { // the last pixels of all
                mixed((int) (x >> 32), (int) (y >> 32), right, below, target, (into + i) * channels);
            } else if (channels == 3) {
                INTS.set(target, 3 * (into + i), three(bytes, at, row, right, below));
            } else if (channels == 4) {
                INTS.set(target, 4 * (into + i), four(bytes, at, row, right, below));
            } else {
                target[into + i] = (byte) grey(bytes, at, row, right, below);
            }
        }
        border(startX, startY, stepX, stepY, limit, stop, target, into);
    }

    private void border(long startX, long startY, long stepX, long stepY, int begin, int stop, byte[] target, int into) {
        for (int i = begin; i < stop; i++) {
            long x = startX + i * stepX;
            long y = startY + i * stepY;
            mixed((int) (x >> 32), (int) (y >> 32), (int) (x >>> 26) & 63, (int) (y >>> 26) & 63, target, (into + i) * channels);
        }
    }

    /** A place that may be anywhere, or nowhere. */
    private void edge(float x, float y, byte[] target, int to) {
        if (!(Math.abs(x) < FARTHEST && Math.abs(y) < FARTHEST)) {
            System.arraycopy(color, 0, target, to, channels);
            return;
        }
        long left = (long) Math.floor(x * (double) STEPS + 0.5);
        long above = (long) Math.floor(y * (double) STEPS + 0.5);
        mixed((int) (left >> 6), (int) (above >> 6), (int) left & 63, (int) above & 63, target, to);
    }

    /** What all others must equal: the values of a place so many 64ths right of and below a pixel. */
    void mixed(int column, int row, int right, int below, byte[] target, int to) {
        if (isConstant && (column < -1 || row < -1 || column >= width || row >= height)) {
            for (int c = 0; c < channels; c++) {
                target[to + c] = color[c];
            }
            return;
        }
        int left = border.place(column, width);
        int next = border.place(column + 1, width);
        int upper = border.place(row, height);
        int lower = border.place(row + 1, height);
        for (int c = 0; c < channels; c++) {
            int first = value(upper, left, c) * (STEPS - below) + value(lower, left, c) * below + 8 >> 4;
            int second = value(upper, next, c) * (STEPS - below) + value(lower, next, c) * below + 8 >> 4;
            target[to + c] = (byte) (first * (STEPS - right) + second * right + 128 >> 8);
        }
    }

    private int value(int row, int column, int channel) {
        return (row < 0 || column < 0 ? color[channel] : from[row * stride + column * channels + channel]) & 0xFF;
    }

    private static int grey(byte[] from, int at, int stride, int right, int below) {
        int upper = (short) SHORTS.get(from, at);
        int lower = (short) SHORTS.get(from, at + stride);
        int two = (upper << 8 & 0xFF0000 | upper & 0xFF) * (STEPS - below) + (lower << 8 & 0xFF0000 | lower & 0xFF) * below + (int) EIGHT >>> 4;
        return (two & 0x3FF) * (STEPS - right) + (two >>> 16) * right + 128 >> 8;
    }

    private static int three(byte[] from, int at, int stride, int right, int below) {
        long upper = (long) LONGS.get(from, at);
        long lower = (long) LONGS.get(from, at + stride);
        // down: in lanes of 16 bits bytes 0, 2, 4 and 1, 3, 5 of the two pixels, in quarters
        long even = (upper & EVEN) * (STEPS - below) + (lower & EVEN) * below + EIGHT >>> 4 & QUARTERS;
        long odd = (upper >>> 8 & EVEN) * (STEPS - below) + (lower >>> 8 & EVEN) * below + EIGHT >>> 4 & QUARTERS;
        // across: a byte of the first pixel and the one three further on
        long first = even * (STEPS - right) + (odd >>> 16) * right + HALF;
        long second = odd * (STEPS - right) + (even >>> 32) * right + HALF;
        return (int) (first >>> 8 & 0xFF00FF | second & 0xFF00);
    }

    private static int four(byte[] from, int at, int stride, int right, int below) {
        long upper = (long) LONGS.get(from, at);
        long lower = (long) LONGS.get(from, at + stride);
        long even = (upper & EVEN) * (STEPS - below) + (lower & EVEN) * below + EIGHT >>> 4 & QUARTERS;
        long odd = (upper >>> 8 & EVEN) * (STEPS - below) + (lower >>> 8 & EVEN) * below + EIGHT >>> 4 & QUARTERS;
        long first = even * (STEPS - right) + (even >>> 32) * right + HALF;
        long second = odd * (STEPS - right) + (odd >>> 32) * right + HALF;
        return (int) (first >>> 8 & 0xFF00FF | second & 0xFF00FF00L);
    }

    private static void putThree(byte[] target, int to, int pixel) {
        target[to] = (byte) pixel;
        target[to + 1] = (byte) (pixel >> 8);
        target[to + 2] = (byte) (pixel >> 16);
    }
}
