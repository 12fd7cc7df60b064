package org.librate.core.kernel;

/**
 * How a convolution or a pooling walks over height and width. Padding is given for each side, so that "same" and
 * "causal" are only numbers.
 */
public record Window(int height, int width, int strideHeight, int strideWidth, int dilationHeight, int dilationWidth,
        int top, int bottom, int left, int right) {

    /** How many positions the window takes along the height of an input. */
    public long outputHeight(long inputHeight) {
        return positions(inputHeight, top + bottom, height, strideHeight, dilationHeight);
    }

    /** How many positions the window takes along the width of an input. */
    public long outputWidth(long inputWidth) {
        return positions(inputWidth, left + right, width, strideWidth, dilationWidth);
    }

    private static long positions(long input, long padding, long kernel, long stride, long dilation) {
        long room = input + padding - (dilation * (kernel - 1) + 1);
        return room < 0 ? 0 : room / stride + 1;
    }

    public int area() {
        return height * width;
    }
}
