package org.librate.core.estimator;

/** How much each of the nearest neighbours counts. */
public enum VoteWeights {
    /** All the same. */
    UNIFORM,
    /** One over the distance; where some are no distance away, those alone. */
    DISTANCE
}
