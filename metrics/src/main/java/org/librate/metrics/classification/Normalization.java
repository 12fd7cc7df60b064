package org.librate.metrics.classification;

/** What the cells of a confusion matrix are shares of. */
public enum Normalization {
    /** Nothing: counts as they are. */
    NONE,
    /** The rows of the actual class: the diagonal is the recall of each. */
    BY_ROW,
    /** The rows predicted as the class: the diagonal is the precision of each. */
    BY_COLUMN,
    /** All rows: the diagonal adds up to the accuracy. */
    BY_ALL
}
