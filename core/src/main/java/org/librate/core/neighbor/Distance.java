package org.librate.core.neighbor;

/** How far two rows are apart. */
public enum Distance {
    /** The length of the straight line, {@code √Σ(a − b)²}. */
    EUCLIDEAN,
    /** {@code Σ|a − b|}. */
    MANHATTAN,
    /** 1 less the cosine of the angle between them; 1 from and to a row of zeros. */
    COSINE
}
