package org.librate.imbalance.over;

import org.librate.core.Check;
import org.librate.core.neighbor.NeighborTable;
import org.librate.core.neighbor.Neighbors;
import org.librate.imbalance.Rows;

/** How many of the m nearest rows of all classes belong to others: whether a row stands among its own, at the border or alone among strangers. */
record Surroundings(int m, int[] strangers) {

    /** Of some rows of a class. */
    static Surroundings of(String who, String option, Rows rows, int[] some, int m) {
        return of(who, option, rows, NeighborTable.wrap(rows.values(), rows.width()), some, m);
    }

    static Surroundings of(String who, String option, Rows rows, NeighborTable table, int[] some, int m) {
        Check.require(m < rows.size(), who, option + " must be below the number of rows, " + rows.size(), m);
        Neighbors near = table.nearestOthers(some, m);
        int[] strangers = new int[some.length];
        for (int i = 0; i < some.length; i++) {
            for (int r = 0; r < m; r++) {
                strangers[i] += rows.label(near.row(i, r)) == rows.label(some[i]) ? 0 : 1;
            }
        }
        return new Surroundings(m, strangers);
    }

    /** Only strangers around: perhaps a mistake. */
    boolean isNoise(int i) {
        return strangers[i] == m;
    }

    /** At least half, but not only strangers. */
    boolean isInDanger(int i) {
        return 2 * strangers[i] >= m && strangers[i] < m;
    }
}
