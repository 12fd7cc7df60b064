package org.librate.core;

/** What one use of a tensor adds to its gradient: a whole tensor, or rows of a table. */
sealed interface Contribution {

    /** A gradient of the tensor's own shape. */
    record Whole(Tensor gradient) implements Contribution {
    }

    /** Rows to be added at the given indices of a table, zero elsewhere. */
    record Rows(RowGradient rows) implements Contribution {
    }
}
