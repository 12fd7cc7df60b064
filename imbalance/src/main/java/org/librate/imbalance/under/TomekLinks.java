package org.librate.imbalance.under;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.librate.core.neighbor.NeighborTable;
import org.librate.core.random.RandomSource;
import org.librate.imbalance.Balance;
import org.librate.imbalance.Draft;
import org.librate.imbalance.Features;
import org.librate.imbalance.RowSampler;
import org.librate.imbalance.Rows;

/**
 * Removes rows at Tomek links: pairs of rows of different classes, each the nearest of the other, which stand on the border or are mistakes (Tomek
 * 1976). Of each pair the end in a class to be cleaned goes: unless changed, that is any class but the smallest; with {@link Balance#all()} both ends
 * go.
 *
 * <pre>{@code
 * Resampled clean = TomekLinks.create().apply(table);
 * Resampled without = TomekLinks.create().to(Balance.all()).apply(table);     // both ends of each link
 * }</pre>
 *
 * @param features the columns that distances are made of
 * @param balance which classes lose rows
 * @param seed not used: nothing is drawn
 */
public record TomekLinks(Features features, Balance balance, long seed) implements RowSampler<TomekLinks> {

    /** Cleans all classes but the smallest. */
    public static TomekLinks create() {
        return new TomekLinks(Features.NUMBERS, Balance.auto(), 0);
    }

    /**
     * Categories count too: where two rows differ in one, the square of their distance is larger by that of the median deviation of the columns of
     * numbers, as for {@link org.librate.imbalance.over.SmoteNc SmoteNc}.
     */
    public TomekLinks withCategories() {
        return new TomekLinks(Features.MIXED, balance, seed);
    }

    @Override
    public TomekLinks to(Balance balance) {
        return new TomekLinks(features, balance, seed);
    }

    @Override
    public TomekLinks withSeed(long seed) {
        return new TomekLinks(features, balance, seed);
    }

    @Override
    public Draft draft(Rows rows, RandomSource random) {
        return Draft.keeping(Kept.checked(name(), rows, unlinked(rows, balance.toClean(name(), rows))));
    }

    /** All rows but those that end a link and are of a class to be cleaned. */
    static int[] unlinked(Rows rows, boolean[] cleaned) {
        boolean[] kept = new boolean[rows.size()];
        Arrays.fill(kept, true);
        int[] nearest = new int[rows.size()];
        Arrays.fill(nearest, -1);
        // one end of a link is not of the largest class: of that, only rows that are the nearest of another class's need be asked
        int largest = rows.largest();
        int[] others = IntStream.range(0, rows.size()).filter(row -> rows.label(row) != largest).toArray();
        if (others.length > 0) {
            NeighborTable table = Kept.table(rows);
            note(table, others, nearest);
            note(table, Arrays.stream(others).map(row -> nearest[row]).filter(row -> rows.label(row) == largest).sorted().distinct().toArray(),
                    nearest);
        }
        for (int row : others) {
            int other = nearest[row];
            if (rows.label(row) != rows.label(other) && nearest[other] == row) {
                kept[row] = !cleaned[rows.label(row)];
                kept[other] = !cleaned[rows.label(other)];
            }
        }
        return Kept.where(kept);
    }

    private static void note(NeighborTable table, int[] some, int[] nearest) {
        int[] found = table.nearestOthers(some, 1).rows();
        for (int i = 0; i < some.length; i++) {
            nearest[some[i]] = found[i];
        }
    }
}
