package org.librate.core;

/** How far a window may reach beyond the edges. */
public enum Padding {
    /** Not at all. */
    VALID,
    /** So far that stride 1 keeps the size; an odd rest goes to the end, as in TensorFlow and Keras. */
    SAME,
    /** Only before the start, so that no result sees what comes after it: for time. */
    CAUSAL;

    /** What is added before and after an axis. */
    int[] around(long input, int kernel, int stride, int dilation) {
        int reach = dilation * (kernel - 1) + 1;
        return switch (this) {
            case VALID -> new int[] {0, 0};
            case SAME -> {
                long outputs = (input + stride - 1) / stride;
                int total = (int) Math.max(0, (outputs - 1) * stride + reach - input);
                yield new int[] {total / 2, total - total / 2};
            }
            case CAUSAL -> new int[] {reach - 1, 0};
        };
    }
}
