package org.librate.imbalance.over;

import org.librate.core.random.RandomSource;
import org.librate.imbalance.NewRows;

/** Rows of a class drawn with replacement: also what is left to do where a class is too small for neighbours. */
final class Copies {

    private Copies() {
    }

    /** @param drawn the source of that class */
    static NewRows of(int label, int[] own, int count, RandomSource drawn) {
        return of(label, own, 0, count, drawn);
    }

    /** The same for new rows from number {@code from} of the class on. */
    static NewRows of(int label, int[] own, int from, int count, RandomSource drawn) {
        int[] parents = new int[count];
        for (int i = 0; i < count; i++) {
            parents[i] = own[drawn.at(from + i).integer(0, 0, own.length)];
        }
        return NewRows.copies(label, parents);
    }
}
