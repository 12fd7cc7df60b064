package org.librate.tuning.validation;

/** What happens when a fold cannot be fitted or scored. */
public enum FailedFolds {
    /** The validation ends with the error, which names the fold. */
    FAIL,
    /** The fold's values are NaN, its error is kept, and the others go on. A mean over it is NaN, and so never the best. */
    RECORD
}
