package org.librate.nn.train;

import org.librate.core.Tensor;

/** Probabilities that are numbers: of such that are none the first class would be taken for the most probable. */
final class Sure {

    private Sure() {
    }

    /** The same, or a complaint that names the row. */
    static Tensor of(String who, Tensor probabilities) {
        return of(who, probabilities, new int[0]);
    }

    /** @param rows the numbers that the rows have in their data set; empty if they are those of the batch */
    static Tensor of(String who, Tensor probabilities, int[] rows) {
        double[] all = probabilities.toDoubles();
        for (int i = 0; i < all.length; i++) {
            if (Double.isNaN(all[i])) {
                int row = i / (all.length / (int) probabilities.dim(0));
                throw new IllegalArgumentException(who + ": probabilities must be numbers, got NaN for row " + (rows.length == 0 ? row : rows[row])
                        + ". Look for NaN among its inputs; missing values must be filled in before, as for training.");
            }
        }
        return probabilities;
    }
}
