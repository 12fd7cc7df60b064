package org.librate.core.kernel;

/** What a reduction computes over its axes. NaN in, NaN out. */
public enum ReduceFn {
    SUM, MEAN, MAX, MIN, PRODUCT,
    /** The sum of the squares. */
    SUM_OF_SQUARES,
    /** On BOOL only: is any, are all true? */
    ANY, ALL
}
