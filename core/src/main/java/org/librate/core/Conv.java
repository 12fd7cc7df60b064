package org.librate.core;

import org.librate.core.kernel.Window;

/**
 * How a convolution walks: stride, padding, dilation, groups.
 *
 * <pre>{@code
 * Conv.create().withStride(2).withPadding(Padding.SAME)      // halve the size
 * Conv.create().withPadding(Padding.CAUSAL).withDilation(4)  // look back in time
 * Conv.create().withGroups(channels)                         // depthwise
 * }</pre>
 *
 * @param strideHeight positions moved down at a time
 * @param strideWidth positions moved right at a time
 * @param padding how far the window may reach beyond the edges
 * @param dilation distance between the window's elements, 1 when they touch
 * @param groups how many groups the channels are split into, each convolved by itself
 */
public record Conv(int strideHeight, int strideWidth, Padding padding, int dilation, int groups) {

    public Conv {
        Check.positive("Conv", "stride", strideHeight);
        Check.positive("Conv", "stride", strideWidth);
        Check.positive("Conv", "dilation", dilation);
        Check.positive("Conv", "groups", groups);
        Check.notNull("Conv", "padding", padding);
    }

    /** Stride 1, no padding, no dilation, one group. */
    public static Conv create() {
        return new Conv(1, 1, Padding.VALID, 1, 1);
    }

    public Conv withStride(int stride) {
        return new Conv(stride, stride, padding, dilation, groups);
    }

    public Conv withStride(int height, int width) {
        return new Conv(height, width, padding, dilation, groups);
    }

    public Conv withPadding(Padding padding) {
        return new Conv(strideHeight, strideWidth, padding, dilation, groups);
    }

    /** So many zeros on every side. */
    public Conv withPadding(int all) {
        return withPadding(Padding.of(all));
    }

    /** So many zeros on each side; sequences run from left to right. */
    public Conv withPadding(int top, int bottom, int left, int right) {
        return withPadding(Padding.of(top, bottom, left, right));
    }

    public Conv withDilation(int dilation) {
        return new Conv(strideHeight, strideWidth, padding, dilation, groups);
    }

    public Conv withGroups(int groups) {
        return new Conv(strideHeight, strideWidth, padding, dilation, groups);
    }

    /** The window over an input of the given size. */
    Window over(long height, long width, int kernelHeight, int kernelWidth) {
        // a window of height 1 has nothing to space out, and nothing of the past above it
        int dilationHeight = kernelHeight == 1 ? 1 : dilation;
        int dilationWidth = kernelWidth == 1 ? 1 : dilation;
        int[] vertical = padding.vertical(height, kernelHeight, strideHeight, dilationHeight);
        int[] horizontal = padding.horizontal(width, kernelWidth, strideWidth, dilationWidth);
        return new Window(kernelHeight, kernelWidth, strideHeight, strideWidth, dilationHeight, dilationWidth, vertical[0], vertical[1],
                horizontal[0], horizontal[1]);
    }
}
