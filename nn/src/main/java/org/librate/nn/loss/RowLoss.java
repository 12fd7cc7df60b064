package org.librate.nn.loss;

import org.jspecify.annotations.Nullable;
import org.librate.core.Tensor;

/**
 * A loss that compares all that a network answers for a row at once, such as the masks of an image, and not one position after another: its value for
 * a row is no mean of what single positions cost.
 */
public interface RowLoss extends Loss {

    /**
     * The loss of each row.
     *
     * @param output {@code [n, .., k]}
     * @param target as {@link Loss#perRow} says
     * @param real which steps of each row count, BOOL {@code [n, time]}; null if all do
     * @return {@code [n]}
     */
    Tensor perRow(Tensor output, Tensor target, @Nullable Tensor real);

    /** Where everything counts. */
    @Override
    default Tensor perRow(Tensor output, Tensor target) {
        return perRow(output, target, null);
    }
}
