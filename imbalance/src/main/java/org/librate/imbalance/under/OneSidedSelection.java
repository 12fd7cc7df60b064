package org.librate.imbalance.under;

import java.util.Arrays;
import org.librate.core.Check;
import org.librate.core.neighbor.Neighbors;
import org.librate.core.random.RandomSource;
import org.librate.imbalance.Balance;
import org.librate.imbalance.Draft;
import org.librate.imbalance.RowSampler;
import org.librate.imbalance.Rows;

/**
 * Removes rows that are redundant and rows at the border (Kubat and Matwin 1997): of each class to be reduced, which is all but the smallest unless
 * changed, a few drawn rows stay and those that are nearer to a row of the smallest class than to a drawn one; then the {@link TomekLinks} among what
 * is left are removed.
 *
 * <pre>{@code
 * Resampled some = OneSidedSelection.create().withDrawn(50).withSeed(7).apply(table);
 * }</pre>
 *
 * @param drawn how many rows of each class
 * @param balance which classes lose rows
 * @param seed for the rows that are drawn
 */
public record OneSidedSelection(int drawn, Balance balance, long seed) implements RowSampler<OneSidedSelection> {

    public OneSidedSelection {
        Check.positive("OneSidedSelection", "drawn", drawn);
    }

    /** Draws one row of each class. */
    public static OneSidedSelection create() {
        return new OneSidedSelection(1, Balance.auto(), 0);
    }

    /** How many rows of each class are drawn; the more, the more of the class is redundant. */
    public OneSidedSelection withDrawn(int drawn) {
        return new OneSidedSelection(drawn, balance, seed);
    }

    @Override
    public OneSidedSelection to(Balance balance) {
        return new OneSidedSelection(drawn, balance, seed);
    }

    @Override
    public OneSidedSelection withSeed(long seed) {
        return new OneSidedSelection(drawn, balance, seed);
    }

    @Override
    public Draft draft(Rows rows, RandomSource random) {
        boolean[] reduced = balance.toClean(name(), rows);
        int[] kept = selected(rows, reduced, CondensedNearestNeighbor.drawn(rows, reduced, drawn, random));
        return Draft.keeping(Kept.checked(name(), rows, kept));
    }

    /** The same for rows that were drawn already. */
    static int[] selected(Rows rows, boolean[] reduced, int[] drawn) {
        int smallest = rows.smallest();
        int[] rare = rows.of(smallest);
        int[][] parts = new int[rows.classes()][];
        Arrays.setAll(parts, c -> {
            int[] own = rows.of(c);
            int[] ownDrawn = Arrays.stream(drawn).filter(row -> rows.label(row) == c).toArray();
            return !reduced[c] || c == smallest || own.length == 0 ? own : nearRare(rows, own, rare, ownDrawn);
        });
        int[] some = Kept.sorted(parts);
        return Arrays.stream(TomekLinks.unlinked(rows.after(Draft.keeping(some)), reduced)).map(i -> some[i]).toArray();
    }

    private static int[] nearRare(Rows rows, int[] own, int[] rare, int[] drawn) {
        int[] known = Kept.sorted(rare, drawn);
        Neighbors near = Kept.nearest(rows, own, known, 1);
        boolean[] kept = new boolean[rows.size()];
        for (int i = 0; i < own.length; i++) {
            kept[own[i]] = rows.label(known[near.row(i, 0)]) != rows.label(own[i]);
        }
        Arrays.stream(drawn).forEach(row -> kept[row] = true);
        return Kept.where(kept);
    }
}
