package org.librate.imbalance.under;

import org.librate.core.Check;
import org.librate.core.random.RandomSource;
import org.librate.imbalance.Balance;
import org.librate.imbalance.Draft;
import org.librate.imbalance.Features;
import org.librate.imbalance.RowSampler;
import org.librate.imbalance.Rows;

/**
 * {@link EditedNearestNeighbors} again and again on what it has left (Tomek 1976), until it removes nothing, or another class has fewer rows than the
 * smallest had at first. A time that would remove all rows of a class is left out.
 *
 * <pre>{@code
 * Resampled clean = RepeatedEditedNearestNeighbors.create().withVote(Vote.MOST).apply(table);
 * }</pre>
 *
 * @param neighbors how many are asked
 * @param vote when they speak for a row's class
 * @param times at most
 * @param features the columns that distances are made of
 * @param balance which classes lose rows, by the rows that are left each time
 * @param seed not used: nothing is drawn
 */
public record RepeatedEditedNearestNeighbors(int neighbors, Vote vote, int times, Features features, Balance balance, long seed)
        implements RowSampler<RepeatedEditedNearestNeighbors> {

    private static final int TIMES = 100;

    public RepeatedEditedNearestNeighbors {
        Check.positive("RepeatedEditedNearestNeighbors", "neighbors", neighbors);
        Check.positive("RepeatedEditedNearestNeighbors", "times", times);
    }

    /** Three neighbours that must all be of the row's class, at most 100 times. */
    public static RepeatedEditedNearestNeighbors create() {
        return new RepeatedEditedNearestNeighbors(3, Vote.ALL, TIMES, Features.NUMBERS, Balance.auto(), 0);
    }

    public RepeatedEditedNearestNeighbors withNeighbors(int neighbors) {
        return new RepeatedEditedNearestNeighbors(neighbors, vote, times, features, balance, seed);
    }

    public RepeatedEditedNearestNeighbors withVote(Vote vote) {
        return new RepeatedEditedNearestNeighbors(neighbors, vote, times, features, balance, seed);
    }

    /** At most so many times. */
    public RepeatedEditedNearestNeighbors withTimes(int times) {
        return new RepeatedEditedNearestNeighbors(neighbors, vote, times, features, balance, seed);
    }

    /**
     * Categories count too: where two rows differ in one, the square of their distance is larger by that of the median deviation of the columns of
     * numbers, as for {@link org.librate.imbalance.over.SmoteNc SmoteNc}.
     */
    public RepeatedEditedNearestNeighbors withCategories() {
        return new RepeatedEditedNearestNeighbors(neighbors, vote, times, Features.MIXED, balance, seed);
    }

    @Override
    public RepeatedEditedNearestNeighbors to(Balance balance) {
        return new RepeatedEditedNearestNeighbors(neighbors, vote, times, features, balance, seed);
    }

    @Override
    public RepeatedEditedNearestNeighbors withSeed(long seed) {
        return new RepeatedEditedNearestNeighbors(neighbors, vote, times, features, balance, seed);
    }

    @Override
    public Draft draft(Rows rows, RandomSource random) {
        return Draft.keeping(Editing.repeated(rows, times, true, false, (left, step) ->
                EditedNearestNeighbors.edited(name(), left, balance.toClean(name(), left), neighbors, vote)));
    }
}
