package org.librate.nn.loss;

/** What the last axis of a network's output is where masks are compared ({@link Dice}, {@link Tversky}) and targets have the output's shape. */
public enum Masks {
    /**
     * {@code [n, h, w, channels]} is a mask for each channel, {@code [n, .., 1]} and {@code [n]} a single one. An error where a shape may be either:
     * {@code [n, h, w]}, {@code [n, c]}, and {@code [n, 1, h, w]} with channels first.
     */
    BY_SHAPE,
    /** A position like the others: all that a row has is one mask, {@code [n, h, w]}, {@code [n, 1, h, w]} or {@code [n, positions]}. */
    ONE,
    /** A mask for each: {@code [n, .., channels]}. */
    PER_CHANNEL
}
