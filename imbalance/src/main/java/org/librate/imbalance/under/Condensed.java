package org.librate.imbalance.under;

import java.util.Arrays;
import org.librate.core.kernel.host.HostParallel;
import org.librate.imbalance.Rows;

/**
 * A growing set of rows, and for every other row the nearest of the set. A row is compared with those only that joined since its last turn. Who joins
 * depends on who has joined before, one after another; still nearly all the work is done side by side: a few hundred rows are first compared with the
 * set as it is, and then in turn with what those before them added.
 */
final class Condensed {

    private static final int BLOCK = 1024;
    private static final int GRAIN = 32;

    private final Rows rows;
    private final double[] values;
    private final RowBlocks set;
    private final boolean[] joined;
    private final double[] square; // of the distance to the nearest
    private final int[] nearest;
    private final int[] seen; // how many of the set a row was compared with

    Condensed(Rows rows) {
        this.rows = rows;
        this.values = rows.values();
        this.set = new RowBlocks(rows.width());
        this.joined = new boolean[rows.size()];
        this.square = new double[rows.size()];
        this.nearest = new int[rows.size()];
        this.seen = new int[rows.size()];
        Arrays.fill(square, Double.POSITIVE_INFINITY);
    }

    void add(int row) {
        set.add(values, row);
        joined[row] = true;
    }

    /** Ascending. */
    int[] rows() {
        return Kept.where(joined);
    }

    /** Asks these rows in turn, adds those whose nearest is of another class, and says whether there were any. */
    boolean addMistaken(int[] asked) {
        int before = set.count();
        double[] squares = new double[RowBlocks.SIZE];
        for (int begin = 0; begin < asked.length; begin += BLOCK) {
            int first = begin;
            int count = Math.min(BLOCK, asked.length - begin);
            HostParallel.run((from, to) -> {
                double[] own = new double[RowBlocks.SIZE];
                for (int i = from; i < to; i++) {
                    compare(asked[first + i], own);
                }
            }, count, GRAIN);
            for (int i = first; i < first + count; i++) {
                int row = asked[i];
                compare(row, squares);
                if (!joined[row] && rows.label(nearest[row]) != rows.label(row)) {
                    add(row);
                }
            }
        }
        return set.count() > before;
    }

    private void compare(int row, double[] squares) {
        if (joined[row] || seen[row] == set.count()) {
            return;
        }
        for (int block = seen[row] / RowBlocks.SIZE; block < set.blocks(); block++) {
            set.squares(block, values, row, squares);
            int count = set.count(block);
            for (int place = 0; place < count; place++) {
                int other = set.number(block, place);
                if (squares[place] < square[row] || squares[place] == square[row] && other < nearest[row]) {
                    square[row] = squares[place];
                    nearest[row] = other;
                }
            }
        }
        seen[row] = set.count();
    }
}
