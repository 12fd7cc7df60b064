package org.librate.tuning.study;

/** How far a trial came. */
public enum TrialState {
    /** It was begun, and what it reached is not known yet. */
    RUNNING,
    /** It has a value for each goal. */
    COMPLETE,
    /** It was given up because it was losing. What it had reported is known. */
    PRUNED,
    /** It threw, or a value was not a finite number. It is never the best. */
    FAILED
}
