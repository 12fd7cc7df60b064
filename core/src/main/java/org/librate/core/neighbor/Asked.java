package org.librate.core.neighbor;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Rows that neighbours are asked for, as a caller counts them. */
final class Asked {

    private static final int GRAIN = 1 << 10;

    final Rows rows; // different ones, where repeats are known
    final @Nullable Repeats repeats;
    final int @Nullable [] some; // of all with their repeats; null for all

    /** Some rows of all that there are with their repeats. */
    Asked(Rows rows, @Nullable Repeats repeats, int @Nullable [] some) {
        this.rows = rows;
        this.repeats = repeats;
        this.some = some;
    }

    static Asked all(Rows rows, @Nullable Repeats repeats) {
        return new Asked(rows, repeats, null);
    }

    int count() {
        return some != null ? some.length : repeats != null ? repeats.rows() : rows.count;
    }

    private int row(int query) {
        return some == null ? query : some[query];
    }

    private int group(int query) {
        return repeats == null ? row(query) : repeats.group(row(query));
    }

    /** The different rows among them, ascending; null for all there are. */
    int @Nullable [] different() {
        if (some == null) {
            return null;
        }
        int[] groups = new int[some.length];
        Arrays.setAll(groups, this::group);
        return Arrays.stream(groups).sorted().distinct().toArray();
    }

    /**
     * From groups of the same rows to the rows.
     *
     * @param groups what was found for each of {@link #different}
     * @param searched the repeats of the rows that were searched
     * @param others whether a row does not find itself
     * @param found for each row that is asked for
     */
    void tellApart(Neighbors groups, @Nullable Repeats searched, boolean others, Neighbors found) {
        int[] different = different();
        int n = count();
        Search.share((n + GRAIN - 1) / GRAIN, (first, last) -> {
            Nearest nearest = new Nearest(found.k());
            for (int query = first * GRAIN; query < Math.min(n, last * GRAIN); query++) {
                int group = group(query);
                int at = different == null ? group : Arrays.binarySearch(different, group);
                int itself = others ? row(query) : -1;
                nearest.clear();
                for (int rank = 0; rank < groups.k() && groups.distance(at, rank) <= nearest.limit(); rank++) {
                    if (searched != null) {
                        searched.offer(groups.row(at, rank), groups.distance(at, rank), itself, nearest);
                    } else {
                        nearest.offer(groups.row(at, rank), groups.distance(at, rank));
                    }
                }
                nearest.copy(found.rows(), found.distances(), query * found.k());
            }
        });
    }
}
