package org.librate.core.neighbor;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Which rows are the same, number by number: they are searched as one, and told apart by their numbers in the end. Otherwise n rows in one place
 * would have n² distances of zero, none of which can be ruled out.
 *
 * <p>Groups of the same rows are numbered by their first rows, so that a group stands before another just as far away if its first row does. The k
 * nearest rows are then among the first k groups: the first row of each group before is as near or nearer.
 */
final class Repeats {

    /** What rows must meet of the same rows on average before it is worth it. */
    private static final int WORTH = 32;

    private final int[] groupOf; // of each row
    private final int[] begins; // of each group within members, and the end
    private final int[] members; // rows, ascending within a group

    private Repeats(int[] groupOf, int[] begins) {
        this.groupOf = groupOf;
        this.begins = begins;
        this.members = new int[groupOf.length];
        int[] at = begins.clone();
        for (int row = 0; row < groupOf.length; row++) {
            members[at[groupOf[row]]++] = row;
        }
    }

    /** Null if there are too few to matter. */
    static @Nullable Repeats of(Rows rows, boolean[] counts) {
        int n = rows.count;
        int[] firsts = new int[Integer.highestOneBit(Math.min(n, 1 << 28)) * 4]; // 1 + the first row of a group, at its hash or behind
        int[] groupOf = new int[n]; // the group's first row, until groups have numbers
        int[] sizes = new int[n];
        long pairs = 0;
        for (int row = 0; row < n; row++) {
            int at = hash(rows, row, counts) & firsts.length - 1;
            while (firsts[at] != 0 && !same(rows, firsts[at] - 1, row, counts)) {
                at = at + 1 & firsts.length - 1;
            }
            if (firsts[at] == 0) {
                firsts[at] = row + 1;
            }
            groupOf[row] = firsts[at] - 1;
            pairs += 2L * sizes[groupOf[row]]++ + 1;
        }
        return pairs < (long) WORTH * n ? null : numbered(groupOf, sizes);
    }

    private static Repeats numbered(int[] groupOf, int[] sizes) {
        int[] begins = new int[sizes.length + 1];
        int groups = 0;
        for (int row = 0; row < groupOf.length; row++) {
            if (groupOf[row] == row) {
                begins[groups + 1] = begins[groups] + sizes[row];
                groupOf[row] = groups++;
            } else {
                groupOf[row] = groupOf[groupOf[row]];
            }
        }
        return new Repeats(groupOf, Arrays.copyOf(begins, groups + 1));
    }

    private static int hash(Rows rows, int row, boolean[] counts) {
        long hash = 0;
        for (int i = row * rows.width; i < (row + 1) * rows.width; i++) {
            hash = mixed(hash ^ Double.doubleToRawLongBits(rows.values[i] + 0.0)); // -0 is 0
        }
        for (int c = 0; c < rows.columns; c++) {
            hash = mixed(hash ^ (counts[c] ? rows.codes[row * rows.columns + c] : 0));
        }
        return (int) (hash >>> 32);
    }

    private static long mixed(long bits) {
        long product = bits * 0x9E37_79B9_7F4A_7C15L;
        return product ^ product >>> 32;
    }

    private static boolean same(Rows rows, int a, int b, boolean[] counts) {
        for (int j = 0; j < rows.width; j++) {
            if (rows.values[a * rows.width + j] != rows.values[b * rows.width + j]) {
                return false;
            }
        }
        for (int c = 0; c < rows.columns; c++) {
            if (counts[c] && rows.codes[a * rows.columns + c] != rows.codes[b * rows.columns + c]) {
                return false;
            }
        }
        return true;
    }

    /** The first row of each group. */
    int[] firsts() {
        int[] firsts = new int[begins.length - 1];
        Arrays.setAll(firsts, group -> members[begins[group]]);
        return firsts;
    }

    /** How many rows there are with all repeats. */
    int rows() {
        return groupOf.length;
    }

    int group(int row) {
        return groupOf[row];
    }

    /** Offers the rows of a group, but for one, until one is not taken: those after it are not, either. */
    void offer(int group, double key, int without, Nearest nearest) {
        for (int i = begins[group]; i < begins[group + 1]; i++) {
            if (members[i] != without && !nearest.offer(members[i], key)) {
                return;
            }
        }
    }
}
