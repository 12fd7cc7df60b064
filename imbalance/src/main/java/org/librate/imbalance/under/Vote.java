package org.librate.imbalance.under;

import org.librate.core.neighbor.Neighbors;
import org.librate.imbalance.Rows;

/** When a row's neighbours speak for its class. */
public enum Vote {

    /** All of them are of its class. */
    ALL,

    /** More of them are of its class than of any other; of classes with as many votes the one with the lowest number wins. */
    MOST;

    boolean isFor(Rows rows, int row, Neighbors near, int query) {
        return this == ALL ? votes(rows, near, query, near.k())[rows.label(row)] == near.k()
                : winner(votes(rows, near, query, near.k())) == rows.label(row);
    }

    /** How many of the nearest so many are of each class. */
    static int[] votes(Rows rows, Neighbors near, int query, int count) {
        int[] votes = new int[rows.classes()];
        for (int rank = 0; rank < count; rank++) {
            votes[rows.label(near.row(query, rank))]++;
        }
        return votes;
    }

    static int winner(int[] votes) {
        int best = 0;
        for (int c = 1; c < votes.length; c++) {
            best = votes[c] > votes[best] ? c : best;
        }
        return best;
    }
}
