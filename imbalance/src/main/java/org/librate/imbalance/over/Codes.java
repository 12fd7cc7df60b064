package org.librate.imbalance.over;

import java.util.Arrays;

/** Categories of new rows. */
final class Codes {

    private Codes() {
    }

    /** What most of a few rows have in a column; of several the lowest code. */
    static int mode(int[] codes, int columns, int column, int[] places, int from, int count) {
        int[] some = new int[count];
        for (int i = 0; i < count; i++) {
            some[i] = codes[places[from + i] * columns + column];
        }
        Arrays.sort(some);
        int best = some[0];
        int most = 0;
        int run = 0;
        for (int i = 0; i < count; i++) {
            run = i > 0 && some[i] == some[i - 1] ? run + 1 : 1;
            if (run > most) {
                most = run;
                best = some[i];
            }
        }
        return best;
    }
}
