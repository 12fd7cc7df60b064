package org.librate.core;

import java.util.Objects;

/**
 * How far a window may reach beyond the edges: by one of three rules, or by numbers.
 *
 * <pre>{@code
 * Conv.create().withStride(2).withPadding(Padding.SAME)   // halves the size; an odd rest goes to the end
 * Conv.create().withStride(2).withPadding(1)              // one on each side, as PyTorch writes it
 * }</pre>
 */
public final class Padding {

    /** Not at all. */
    public static final Padding VALID = new Padding("VALID", 0, 0, 0, 0);
    /** So far that stride 1 keeps the size; an odd rest goes to the end, as in TensorFlow and Keras. */
    public static final Padding SAME = new Padding("SAME", 0, 0, 0, 0);
    /** Only before the start, so that no result sees what comes after it: for time. */
    public static final Padding CAUSAL = new Padding("CAUSAL", 0, 0, 0, 0);

    private final String rule; // a number where there is none
    private final int top;
    private final int bottom;
    private final int left;
    private final int right;

    private Padding(String rule, int top, int bottom, int left, int right) {
        this.rule = rule;
        this.top = top;
        this.bottom = bottom;
        this.left = left;
        this.right = right;
    }

    /** The three rules. */
    public static Padding[] values() {
        return new Padding[] {VALID, SAME, CAUSAL};
    }

    /** So many elements on every side; of a sequence at both ends. */
    public static Padding of(int all) {
        return of(all, all, all, all);
    }

    /** So many elements on each side. A sequence runs from left to right. */
    public static Padding of(int top, int bottom, int left, int right) {
        Check.notNegative("Padding", "top", top);
        Check.notNegative("Padding", "bottom", bottom);
        Check.notNegative("Padding", "left", left);
        Check.notNegative("Padding", "right", right);
        if (top == 0 && bottom == 0 && left == 0 && right == 0) {
            return VALID;
        }
        boolean even = top == bottom && left == right && top == left;
        return new Padding(even ? Integer.toString(top) : "[" + top + ", " + bottom + ", " + left + ", " + right + "]", top, bottom, left, right);
    }

    /** What it adds above, below, on the left and on the right; zeros for the rules, which depend on the window. */
    public int[] sides() {
        return new int[] {top, bottom, left, right};
    }

    /** How many positions a window of so many elements takes along the height. */
    public long outputHeight(long input, int kernel, int stride, int dilation) {
        return outputs(vertical(input, kernel, stride, dilation), input, kernel, stride, dilation);
    }

    /** How many positions a window of so many elements takes along the width, or along time. */
    public long outputWidth(long input, int kernel, int stride, int dilation) {
        return outputs(horizontal(input, kernel, stride, dilation), input, kernel, stride, dilation);
    }

    private static long outputs(int[] around, long input, int kernel, int stride, int dilation) {
        long room = input + around[0] + around[1] - (dilation * (kernel - 1L) + 1);
        return room < 0 ? 0 : room / stride + 1;
    }

    /** How high a transposed convolution makes its result. */
    long grownHeight(long input, int kernel, int stride, int dilation) {
        return grown(input, top + bottom, kernel, stride, dilation);
    }

    long grownWidth(long input, int kernel, int stride, int dilation) {
        return grown(input, left + right, kernel, stride, dilation);
    }

    private long grown(long input, int around, int kernel, int stride, int dilation) {
        if (this == SAME) {
            return input * stride;
        }
        return input == 0 ? 0 : (input - 1) * stride + dilation * (kernel - 1L) + 1 - around;
    }

    /** What is added above and below. */
    int[] vertical(long input, int kernel, int stride, int dilation) {
        return around(top, bottom, input, kernel, stride, dilation);
    }

    /** What is added before and after. */
    int[] horizontal(long input, int kernel, int stride, int dilation) {
        return around(left, right, input, kernel, stride, dilation);
    }

    private int[] around(int before, int after, long input, int kernel, int stride, int dilation) {
        int reach = dilation * (kernel - 1) + 1;
        if (this == SAME) {
            long outputs = (input + stride - 1) / stride;
            int total = (int) Math.max(0, (outputs - 1) * stride + reach - input);
            return new int[] {total / 2, total - total / 2};
        }
        return this == CAUSAL ? new int[] {reach - 1, 0} : new int[] {before, after};
    }

    /** The same for a sequence, an image of height 1. */
    Padding ofSequence() {
        return top == 0 && bottom == 0 ? this : of(0, 0, left, right);
    }

    /** Whether there is nowhere a window of this size with nothing but padding under it. */
    boolean staysBelow(int height, int width) {
        return Math.max(top, bottom) < height && Math.max(left, right) < width;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Padding padding && rule.equals(padding.rule);
    }

    @Override
    public int hashCode() {
        return Objects.hash(rule);
    }

    /** The name of the rule, or the numbers. */
    @Override
    public String toString() {
        return rule;
    }
}
