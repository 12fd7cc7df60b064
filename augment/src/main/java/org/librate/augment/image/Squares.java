package org.librate.augment.image;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * Images of three bytes in another size, each pixel of two by two, with weights in 2048ths: the four are fetched for a run of pixels, eight bytes at
 * once, and mixed many at once.
 */
final class Squares {

    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final int PARTS = 2048;
    private static final int READ = 8; // bytes at once, of which six count

    private final int[] upperLeft = new int[Lanes.BLOCK];
    private final int[] upperRight = new int[Lanes.BLOCK];
    private final int[] lowerLeft = new int[Lanes.BLOCK];
    private final int[] lowerRight = new int[Lanes.BLOCK];
    private final int[] mixed = new int[Lanes.BLOCK];
    private final int[] across = new int[Lanes.BLOCK];
    private final int[] down = new int[Lanes.BLOCK];
    private final int[] left = new int[Lanes.BLOCK];
    private final int[] right = new int[Lanes.BLOCK];
    private final int[] ints = new int[Lanes.BLOCK * 3 / 4];

    private Squares() {
    }

    /** Whether it is an image that this is for. */
    static boolean fit(Image image) {
        return image.isBytes() && image.channels() == 3 && isFine(image.width()) && isFine(image.height());
    }

    /** Places are counted in 2048ths, in ints. */
    private static boolean isFine(int side) {
        return side > 1 && side <= 1 << 19;
    }

    static Image resized(Image image, int height, int width) {
        Image result = Image.like(image, height, width);
        int[] columns = new int[width];
        int[] weights = new int[width];
        for (int x = 0; x < width; x++) {
            int place = place(x, width, image.width());
            columns[x] = 3 * first(place, image.width());
            weights[x] = place - PARTS * first(place, image.width());
        }
        Squares squares = new Squares();
        int pixels = height * width;
        for (int begin = 0; begin < pixels; begin += Lanes.BLOCK) { // runs go over the ends of lines, for small images to have long ones
            int count = Math.min(Lanes.BLOCK, pixels - begin);
            for (int i = 0; i < count;) {
                int x = (begin + i) % width;
                int run = Math.min(count - i, width - x);
                int place = place((begin + i) / width, height, image.height());
                int row = first(place, image.height());
                squares.fetch(image, row, columns, x, i, run);
                System.arraycopy(weights, x, squares.across, i, run);
                Arrays.fill(squares.down, i, i + run, place - PARTS * row);
                i += run;
            }
            squares.mix(count);
            squares.write(result.bytes(), begin, count);
        }
        return result;
    }

    /** Where a pixel lies among the source's, in 2048ths of one, within the outermost middles. */
    static int place(int at, int size, int sourceSize) {
        double place = (at + 0.5) * sourceSize / size - 0.5;
        return (int) Math.round(Math.max(0, Math.min(sourceSize - 1, place)) * PARTS);
    }

    /** The first of two pixels that a place lies between. */
    static int first(int place, int sourceSize) {
        return Math.min(sourceSize - 2, place / PARTS);
    }

    /** The four of a run of pixels of a line, from column x on, to the block's from {@code to} on. */
    private void fetch(Image image, int row, int[] columns, int x, int to, int count) {
        byte[] from = image.bytes();
        int line = 3 * image.width();
        int upper = line * row;
        int end = count;
        while (end > 0 && upper + line + columns[x + end - 1] > from.length - READ) { // the image's last pixels
            end--;
            int at = upper + columns[x + end];
            upperLeft[to + end] = pixel(from, at);
            upperRight[to + end] = pixel(from, at + 3);
            lowerLeft[to + end] = pixel(from, at + line);
            lowerRight[to + end] = pixel(from, at + line + 3);
        }
        for (int i = 0; i < end; i++) {
            int at = upper + columns[x + i];
            long above = (long) LONGS.get(from, at);
            long below = (long) LONGS.get(from, at + line);
            upperLeft[to + i] = (int) above;
            upperRight[to + i] = (int) (above >>> 24);
            lowerLeft[to + i] = (int) below;
            lowerRight[to + i] = (int) (below >>> 24);
        }
    }

    private static int pixel(byte[] from, int at) {
        return from[at] & 0xFF | (from[at + 1] & 0xFF) << 8 | (from[at + 2] & 0xFF) << 16;
    }

    private void mix(int count) {
        Lanes.clear(mixed, count);
        for (int bit = 0; bit < 24; bit += 8) {
            Lanes.down(upperLeft, lowerLeft, down, left, count, bit);
            Lanes.down(upperRight, lowerRight, down, right, count, bit);
            Lanes.across(left, right, across, mixed, count, bit);
        }
    }

    private void write(byte[] into, int pixel, int count) {
        int fours = count & -4;
        Lanes.ints(mixed, ints, fours);
        PixelBlock.ints(into).put(pixel / 4 * 3, ints, 0, fours / 4 * 3);
        for (int i = fours; i < count; i++) {
            int to = 3 * (pixel + i);
            into[to] = (byte) mixed[i];
            into[to + 1] = (byte) (mixed[i] >> 8);
            into[to + 2] = (byte) (mixed[i] >> 16);
        }
    }
}
