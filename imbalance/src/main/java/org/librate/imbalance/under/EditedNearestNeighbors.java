package org.librate.imbalance.under;

import java.util.Arrays;
import org.librate.core.Check;
import org.librate.core.neighbor.Neighbors;
import org.librate.core.random.RandomSource;
import org.librate.imbalance.Balance;
import org.librate.imbalance.Draft;
import org.librate.imbalance.Features;
import org.librate.imbalance.RowSampler;
import org.librate.imbalance.Rows;

/**
 * Removes rows whose nearest neighbours do not speak for their class (Wilson 1972): of all classes but the smallest, unless changed. How many go is
 * up to the rows; in many dimensions, or with {@link Vote#ALL} and many neighbours, it can be most of them.
 *
 * <pre>{@code
 * Resampled clean = EditedNearestNeighbors.create().withVote(Vote.MOST).apply(table);
 * }</pre>
 *
 * @param neighbors how many are asked
 * @param vote when they speak for it
 * @param features the columns that distances are made of
 * @param balance which classes lose rows
 * @param seed not used: nothing is drawn
 */
public record EditedNearestNeighbors(int neighbors, Vote vote, Features features, Balance balance, long seed)
        implements RowSampler<EditedNearestNeighbors> {

    public EditedNearestNeighbors {
        Check.positive("EditedNearestNeighbors", "neighbors", neighbors);
    }

    /** Three neighbours that must all be of the row's class. */
    public static EditedNearestNeighbors create() {
        return new EditedNearestNeighbors(3, Vote.ALL, Features.NUMBERS, Balance.auto(), 0);
    }

    public EditedNearestNeighbors withNeighbors(int neighbors) {
        return new EditedNearestNeighbors(neighbors, vote, features, balance, seed);
    }

    public EditedNearestNeighbors withVote(Vote vote) {
        return new EditedNearestNeighbors(neighbors, vote, features, balance, seed);
    }

    /**
     * Categories count too: where two rows differ in one, the square of their distance is larger by that of the median deviation of the columns of
     * numbers, as for {@link org.librate.imbalance.over.SmoteNc SmoteNc}.
     */
    public EditedNearestNeighbors withCategories() {
        return new EditedNearestNeighbors(neighbors, vote, Features.MIXED, balance, seed);
    }

    @Override
    public EditedNearestNeighbors to(Balance balance) {
        return new EditedNearestNeighbors(neighbors, vote, features, balance, seed);
    }

    @Override
    public EditedNearestNeighbors withSeed(long seed) {
        return new EditedNearestNeighbors(neighbors, vote, features, balance, seed);
    }

    @Override
    public Draft draft(Rows rows, RandomSource random) {
        return Draft.keeping(Kept.checked(name(), rows, edited(name(), rows, balance.toClean(name(), rows), neighbors, vote)));
    }

    /** Rows whose neighbours speak for their class, and all rows of the classes that are not cleaned. */
    static int[] edited(String who, Rows rows, boolean[] cleaned, int neighbors, Vote vote) {
        boolean[] kept = new boolean[rows.size()];
        Arrays.fill(kept, true);
        int[] asked = Kept.ofClasses(rows, cleaned);
        Neighbors near = Kept.nearestOthers(who, rows, asked, neighbors);
        for (int i = 0; i < asked.length; i++) {
            kept[asked[i]] = vote.isFor(rows, asked[i], near, i);
        }
        return Kept.where(kept);
    }
}
