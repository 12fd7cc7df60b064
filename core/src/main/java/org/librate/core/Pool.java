package org.librate.core;

import org.librate.core.kernel.Window;

/**
 * How a pooling walks: the window, the stride (the window's own size unless said otherwise), the padding.
 *
 * <pre>{@code
 * images.maxPool2d(Pool.of(2))                                        // halve the size
 * images.maxPool2d(Pool.of(3).withStride(2).withPadding(Padding.SAME))
 * }</pre>
 */
public record Pool(int height, int width, int strideHeight, int strideWidth, Padding padding) {

    public Pool {
        Check.positive("Pool", "height", height);
        Check.positive("Pool", "width", width);
        Check.positive("Pool", "stride", strideHeight);
        Check.positive("Pool", "stride", strideWidth);
        Check.notNull("Pool", "padding", padding);
        Check.require(padding != Padding.CAUSAL, "Pool", "padding must be VALID or SAME, or numbers", padding);
        Check.require(padding.staysBelow(height, width), "Pool", "padding must be smaller than the window of " + height + " by " + width, padding,
                "Under some windows there would be nothing else.");
    }

    /** A square window that moves by its own size. */
    public static Pool of(int size) {
        return new Pool(size, size, size, size, Padding.VALID);
    }

    /** A window that moves by its own size. */
    public static Pool of(int height, int width) {
        return new Pool(height, width, height, width, Padding.VALID);
    }

    public Pool withStride(int stride) {
        return new Pool(height, width, stride, stride, padding);
    }

    public Pool withStride(int strideHeight, int strideWidth) {
        return new Pool(height, width, strideHeight, strideWidth, padding);
    }

    public Pool withPadding(Padding padding) {
        return new Pool(height, width, strideHeight, strideWidth, padding);
    }

    /** So many elements on every side. They never are the largest, and count in no mean. */
    public Pool withPadding(int all) {
        return withPadding(Padding.of(all));
    }

    /** So many elements on each side. */
    public Pool withPadding(int top, int bottom, int left, int right) {
        return withPadding(Padding.of(top, bottom, left, right));
    }

    Window over(long inputHeight, long inputWidth) {
        int[] vertical = padding.vertical(inputHeight, height, strideHeight, 1);
        int[] horizontal = padding.horizontal(inputWidth, width, strideWidth, 1);
        return new Window(height, width, strideHeight, strideWidth, 1, 1, vertical[0], vertical[1], horizontal[0], horizontal[1]);
    }
}
