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

        /** The metric over all that was counted; NaN if nothing was. */
        double value();
    }
}
