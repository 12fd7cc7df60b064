package org.librate.augment.image;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Moves whole pixels: turns by right angles and mirrors, and then a window, which may be smaller than the image (a crop) or reach beyond it
 * (padding). Every pixel that comes out is one that went in, so nothing is blurred.
 *
 * <p>With the image turned over its diagonal if {@code transposed}, and mirrored, pixel (i, j) of the result is pixel (i + top, j + left) of that.
 */
record Grid(String name, int sourceHeight, int sourceWidth, boolean transposed, boolean mirroredX, boolean mirroredY, int top, int left, int height,
        int width, Border border) implements Geometry {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long PIXEL = 0xFFFFFF;
    private static final VarHandle INTS = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    /** Turned and mirrored, all of it. */
    static Grid turned(String name, Image image, boolean transposed, boolean mirroredX, boolean mirroredY) {
        int height = transposed ? image.width() : image.height();
        int width = transposed ? image.height() : image.width();
        return new Grid(name, image.height(), image.width(), transposed, mirroredX, mirroredY, 0, 0, height, width, Border.black());
    }

    /** A window of it. */
    static Grid window(String name, Image image, int top, int left, int height, int width, Border border) {
        return new Grid(name, image.height(), image.width(), false, false, false, top, left, height, width, border);
    }

    private int turnedHeight() {
        return transposed ? sourceWidth : sourceHeight;
    }

    private int turnedWidth() {
        return transposed ? sourceHeight : sourceWidth;
    }

    @Override
    public void forward(double[] points) {
        for (int i = 0; i < points.length; i += 2) {
            double x = transposed ? points[i + 1] : points[i];
            double y = transposed ? points[i] : points[i + 1];
            points[i] = (mirroredX ? turnedWidth() - x : x) - left;
            points[i + 1] = (mirroredY ? turnedHeight() - y : y) - top;
        }
    }

    @Override
    public boolean mirrors() {
        return transposed ^ mirroredX ^ mirroredY;
    }

    /** The way back of turn and window: the window that undoes this one, in an image turned back. */
    @Override
    public Geometry inverse() {
        // x = mirror(transpose(x')) - left, undone in the opposite order:
        // what is mirrored along x was mirrored along y if it is turned over after that
        boolean backX = transposed ? mirroredY : mirroredX;
        boolean backY = transposed ? mirroredX : mirroredY;
        int fromLeft = mirroredX ? turnedWidth() - left - width : left; // where the window begins, counted in the image before it was mirrored
        int fromTop = mirroredY ? turnedHeight() - top - height : top;
        return new Grid(name + ".inverse", height, width, transposed, backX, backY, transposed ? -fromLeft : -fromTop,
                transposed ? -fromTop : -fromLeft, sourceHeight, sourceWidth, border);
    }

    @Override
    public Image move(Image image, Layer.Kind kind) {
        Image result = Image.like(image, height, width);
        border.color(image, kind); // complains of colours that do not fit, also where no border is seen
        boolean isInside = top >= 0 && left >= 0 && top + height <= turnedHeight() && left + width <= turnedWidth();
        if (isInside && !transposed) {
            lines(image, result);
        } else {
            anywhere(image, kind, result);
        }
        return result;
    }

    /** A window that lies in the image: line by line, as they are or from right to left. */
    private void lines(Image image, Image result) {
        Object source = image.isBytes() ? image.bytes() : image.floats();
        Object target = result.isBytes() ? result.bytes() : result.floats();
        int channels = image.channels();
        int begin = mirroredX ? sourceWidth - left - width : left;
        for (int y = 0; y < height; y++) {
            int row = mirroredY ? sourceHeight - 1 - top - y : top + y;
            int from = (row * sourceWidth + begin) * channels;
            int into = y * width * channels;
            if (!mirroredX) {
                System.arraycopy(source, from, target, into, width * channels);
            } else if (image.isBytes() && channels == 3) {
                reverse(image.bytes(), from, width, result.bytes(), into);
            } else if (image.isBytes() && channels == 1) {
                reverseBytes(image.bytes(), from, width, result.bytes(), into);
            } else {
                for (int x = 0; x < width; x++) {
                    System.arraycopy(source, from + (width - 1 - x) * channels, target, into + x * channels, channels);
                }
            }
        }
    }

    private void anywhere(Image image, Layer.Kind kind, Image result) {
        int[] rows = places(height, top, turnedHeight(), mirroredY);
        int[] columns = places(width, left, turnedWidth(), mirroredX);
        int channels = image.channels();
        // from a row and a column of the turned image to a place in the array
        int rowStep = (transposed ? 1 : sourceWidth) * channels;
        int columnStep = (transposed ? sourceWidth : 1) * channels;
        for (int x = 0; x < width; x++) {
            columns[x] = columns[x] < 0 ? -1 : columns[x] * columnStep;
        }
        float[] color = border.color(image, kind);
        boolean straight = !transposed && !mirroredX;
        int begin = Math.max(0, Math.min(width, -left));
        int end = Math.max(begin, Math.min(width, turnedWidth() - left));
        for (int y = 0; y < height; y++) {
            int into = y * width * channels;
            if (rows[y] < 0) {
                fill(result, into, width, color);
                continue;
            }
            int from = rows[y] * rowStep;
            if (straight) {
                Object source = image.isBytes() ? image.bytes() : image.floats();
                Object target = result.isBytes() ? result.bytes() : result.floats();
                if (end > begin) {
                    System.arraycopy(source, from + (begin + left) * channels, target, into + begin * channels, (end - begin) * channels);
                }
                line(image, from, columns, 0, begin, result, into, color);
                line(image, from, columns, end, width, result, into, color);
            } else {
                line(image, from, columns, 0, width, result, into, color);
            }
        }
    }

    /**
     * So many pixels of three bytes, the last one first: two are read and written as one long. Its other two bytes are overwritten by the pixels that
     * follow, in this line or the next, so lines must be written in order.
     */
    private static void reverse(byte[] source, int from, int pixels, byte[] target, int into) {
        int to = into;
        int at = from + 3 * (pixels - 2);
        int end = into + 3 * pixels;
        for (; at >= from && at > source.length - 8; at -= 3, to += 3) { // of the last line
            System.arraycopy(source, at + 3, target, to, 3);
        }
        for (int last = Math.min(end - 6, target.length - 8); to <= last; at -= 6, to += 6) {
            long two = (long) LONGS.get(source, at);
            LONGS.set(target, to, two >>> 24 & PIXEL | (two & PIXEL) << 24);
        }
        for (; to < end; at -= 3, to += 3) {
            System.arraycopy(source, at + 3, target, to, 3);
        }
    }

    private static void reverseBytes(byte[] source, int from, int pixels, byte[] target, int into) {
        int x = 0;
        for (; x + 8 <= pixels; x += 8) {
            LONGS.set(target, into + x, Long.reverseBytes((long) LONGS.get(source, from + pixels - 8 - x)));
        }
        for (; x < pixels; x++) {
            target[into + x] = source[from + pixels - 1 - x];
        }
    }

    private int[] places(int count, int offset, int size, boolean mirrored) {
        int[] places = new int[count];
        Arrays.setAll(places, i -> {
            int place = border.place(i + offset, size);
            return place < 0 || !mirrored ? place : size - 1 - place;
        });
        return places;
    }

    private static void line(Image image, int from, int[] columns, int begin, int end, Image result, int into, float[] color) {
        int channels = image.channels();
        if (image.isBytes() && channels == 3 && image.size() > 3) { // four bytes are read at once
            threeBytes(image.bytes(), from, columns, begin, end, result.bytes(), into, color);
            return;
        }
        for (int x = begin; x < end; x++) {
            if (columns[x] < 0) {
                fill(result, into + x * channels, 1, color);
            } else if (image.isBytes()) {
                for (int c = 0; c < channels; c++) {
                    result.bytes()[into + x * channels + c] = image.bytes()[from + columns[x] + c];
                }
            } else {
                for (int c = 0; c < channels; c++) {
                    result.floats()[into + x * channels + c] = image.floats()[from + columns[x] + c];
                }
            }
        }
    }

    /** A pixel of three bytes as one read and one write of four: the fourth is overwritten by the next pixel. */
    private static void threeBytes(byte[] source, int from, int[] columns, int begin, int end, byte[] target, int into, float[] color) {
        int beyond = (byte) Math.round(color[0]) & 0xFF | (Math.round(color[1]) & 0xFF) << 8 | (Math.round(color[2]) & 0xFF) << 16;
        int last = source.length - 4;
        for (int x = begin; x < end; x++) {
            int column = columns[x];
            int at = from + column;
            int pixel;
            if (column < 0) {
                pixel = beyond;
            } else if (at <= last) {
                pixel = (int) INTS.get(source, at);
            } else {
                pixel = (int) INTS.get(source, last) >>> 8;
            }
            int to = into + 3 * x;
            if (x + 1 < end) {
                INTS.set(target, to, pixel);
            } else {
                target[to] = (byte) pixel;
                target[to + 1] = (byte) (pixel >> 8);
                target[to + 2] = (byte) (pixel >> 16);
            }
        }
    }

    private static void fill(Image result, int into, int pixels, float[] color) {
        for (int i = 0; i < pixels * color.length; i++) {
            if (result.isBytes()) {
                result.bytes()[into + i] = (byte) Math.round(color[i % color.length]);
            } else {
                result.floats()[into + i] = color[i % color.length];
            }
        }
    }

    /** As in {@code RandomCrop[top=3, left=17]}. */
    @Override
    public String toString() {
        return top == 0 && left == 0 && height == turnedHeight() && width == turnedWidth() ? name
                : name + "[top=" + top + ", left=" + left + ", " + height + " × " + width + "]";
    }
}
