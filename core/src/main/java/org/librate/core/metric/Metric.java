package org.librate.core.metric;

import org.jspecify.annotations.Nullable;
import org.librate.core.Tensor;

/**
 * A number that says how good predictions are. A value: what is counted meanwhile lies in a {@link Tally}.
 *
 * <p>Two metrics are the same if they are equal, so a metric with options is a record.
 */
public interface Metric {

    /** A short name for tables and files, such as {@code accuracy}. */
    String name();

    /** Whether more is better. */
    boolean higherIsBetter();

    /**
     * Whether one value is better than another. NaN, a value that could not be computed, is never better, and everything else is better than it: so
     * it never wins a search.
     */
    default boolean better(double value, double than) {
        if (Double.isNaN(value)) {
            return false;
        }
        return Double.isNaN(than) || (higherIsBetter() ? value > than : value < than);
    }

    /** A new count. */
    Tally start();

    /** A count in progress. */
    interface Tally {

        /**
         * Counts a batch.
         *
         * @param scores probabilities {@code [n, classes]} of a classifier (or one for each label), values {@code [n, ..]} of a regressor
         * @param targets what was right: class numbers {@code [n]}, or values of the scores' shape
         * @param weights how much each row counts, {@code [n]}; null when all count alike
         */
        void add(Tensor scores, Tensor targets, @Nullable Tensor weights);

        /**
         * Adds what another count of the same metric has seen, as if its batches had been added here; the other is left as it was. Counts
         * are exact, sums are equal to those of one pass but for rounding.
         */
        void merge(Tally other);

        /** The metric over all that was counted; NaN if nothing was. */
        double value();
    }
}
