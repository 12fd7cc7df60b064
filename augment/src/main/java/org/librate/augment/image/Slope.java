package org.librate.augment.image;

import java.nio.IntBuffer;

/**
 * What bytes become that are multiplied and moved: factor × value + offset, rounded, and what is beyond black and white cut off. Computed in whole
 * numbers, with the factor in 65536ths and the offset in 256ths; digits beyond 256ths of a value are cut off before it is rounded.
 */
final class Slope implements PixelStep {

    private static final int MOST = 0x7FFF; // that a lane may hold
    private static final double FAR = 1L << 40;

    private final long factor; // 65536ths
    private final long offset; // 256ths, with the half that rounds
    private final boolean isNarrow;

    private Slope(long factor, long offset) {
        this.factor = factor;
        this.offset = offset;
        long whole = Math.floorDiv(offset, 256L);
        this.isNarrow = whole >= -MOST && 255 * (factor >> 16) + 256 + Math.max(0, whole) <= MOST;
    }

    /** The factor is not negative; the offset counts in bytes. */
    static Slope of(double factor, double offset) {
        return new Slope(Math.round(Math.min(FAR, factor * 65536)), Math.round(Math.max(-FAR, Math.min(FAR, (offset + 0.5) * 256))));
    }

    /** What becomes of one byte. */
    int at(int value) {
        long part = value * (factor >> 8 & 255) + (value * (factor & 255) >> 8) + (offset & 255) >> 8;
        return (int) Math.max(0, Math.min(255, value * (factor >> 16) + part + (offset >> 8)));
    }

    @Override
    public int of(int pixel) {
        return at(pixel & 255) | at(pixel >>> 8 & 255) << 8 | at(pixel >>> 16 & 255) << 16;
    }

    @Override
    public void apply(PixelBlock block, int count) {
        ints(block.pixels(), block.first(), block.second(), count);
    }

    /** All bytes, of any number of channels. */
    void apply(byte[] from, byte[] into) {
        IntBuffer source = PixelBlock.ints(from);
        IntBuffer target = PixelBlock.ints(into);
        int[] block = new int[Lanes.BLOCK];
        int[] even = new int[Lanes.BLOCK];
        int[] odd = new int[Lanes.BLOCK];
        int ints = from.length / 4;
        for (int at = 0; at < ints; at += Lanes.BLOCK) {
            int count = Math.min(Lanes.BLOCK, ints - at);
            source.get(at, block, 0, count);
            ints(block, even, odd, count);
            target.put(at, block, 0, count);
        }
        for (int i = 4 * ints; i < from.length; i++) {
            into[i] = (byte) at(from[i] & 0xFF);
        }
    }

    private void ints(int[] ints, int[] even, int[] odd, int count) {
        if (!isNarrow) { // so steep that all but a few values are black or white
            for (int i = 0; i < count; i++) {
                ints[i] = of(ints[i]) | at(ints[i] >>> 24) << 24;
            }
            return;
        }
        Lanes.split(ints, even, odd, count);
        lanes(even, count);
        lanes(odd, count);
        Lanes.join(even, odd, ints, count);
    }

    private void lanes(int[] lanes, int count) {
        Lanes.times(lanes, count, (int) (factor >> 16), (int) (factor >> 8) & 255, (int) factor & 255, (int) offset & 255);
        int whole = (int) (offset >> 8);
        if (whole < 0) {
            Lanes.minus(lanes, count, -whole);
        }
        if (whole > 0 || factor >= 65536) {
            Lanes.plus(lanes, count, Math.max(0, whole));
        }
    }

    @Override
    public String toString() {
        return "Slope[" + factor / 65536.0 + ", " + (offset / 256.0 - 0.5) + "]";
    }
}
