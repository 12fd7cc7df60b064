package org.librate.augment.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.util.List;

/** Some pixels as ints, with arrays to compute in. One thread's. */
final class PixelBlock {

    private static final int INTS = Lanes.BLOCK * 3 / 4;

    private int[] pixels = new int[Lanes.BLOCK];
    private int[] result = new int[Lanes.BLOCK];
    private final int[] raw = new int[INTS];
    private final int[] first = new int[Lanes.BLOCK];
    private final int[] second = new int[Lanes.BLOCK];
    private final int[] third = new int[Lanes.BLOCK];
    private final int[] fourth = new int[Lanes.BLOCK];

    int[] pixels() {
        return pixels;
    }

    /** Where a step may put pixels that it makes of others; {@link #swap} makes them the block's. */
    int[] result() {
        return result;
    }

    void swap() {
        int[] before = pixels;
        pixels = result;
        result = before;
    }

    int[] first() {
        return first;
    }

    int[] second() {
        return second;
    }

    int[] third() {
        return third;
    }

    int[] fourth() {
        return fourth;
    }

    /** All steps, block by block, from bytes of three channels to others, or to themselves. */
    static void run(List<PixelStep> steps, byte[] from, byte[] into) {
        PixelBlock block = new PixelBlock();
        IntBuffer source = ints(from);
        IntBuffer target = ints(into);
        int pixels = from.length / 3;
        int fours = pixels & -4;
        for (int at = 0; at < fours; at += Lanes.BLOCK) {
            int count = Math.min(Lanes.BLOCK, fours - at);
            source.get(at / 4 * 3, block.raw, 0, count / 4 * 3);
            Lanes.pixels(block.raw, block.pixels, count);
            for (PixelStep step : steps) {
                step.apply(block, count);
            }
            Lanes.ints(block.pixels, block.raw, count);
            target.put(at / 4 * 3, block.raw, 0, count / 4 * 3);
        }
        for (int i = 3 * fours; i < from.length; i += 3) {
            int pixel = from[i] & 0xFF | (from[i + 1] & 0xFF) << 8 | (from[i + 2] & 0xFF) << 16;
            for (PixelStep step : steps) {
                pixel = step.of(pixel);
            }
            into[i] = (byte) pixel;
            into[i + 1] = (byte) (pixel >> 8);
            into[i + 2] = (byte) (pixel >> 16);
        }
    }

    /** Whole ints, the first byte the lowest; copying many of them is copying bytes. */
    static IntBuffer ints(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer();
    }
}
