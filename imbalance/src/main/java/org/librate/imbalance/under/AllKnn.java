package org.librate.imbalance.under;

import org.librate.core.Check;
import org.librate.core.random.RandomSource;
import org.librate.imbalance.Balance;
import org.librate.imbalance.Draft;
import org.librate.imbalance.Features;
import org.librate.imbalance.RowSampler;
import org.librate.imbalance.Rows;

/**
 * {@link EditedNearestNeighbors} with one neighbour, then on what is left with two, and so on (Tomek 1976), until another class has fewer rows than
 * the smallest had at first. A time that would remove all rows of a class is left out.
 *
 * <pre>{@code
 * Resampled clean = AllKnn.create().withNeighbors(5).apply(table);
 * }</pre>
 *
 * @param neighbors how many are asked the last time
 * @param vote when they speak for a row's class
 * @param smallestMayChange whether it goes on when another class has become smaller than the smallest was
 * @param features the columns that distances are made of
 * @param balance which classes lose rows, by the rows that are left each time
 * @param seed not used: nothing is drawn
 */
public record AllKnn(int neighbors, Vote vote, boolean smallestMayChange, Features features, Balance balance, long seed)
        implements RowSampler<AllKnn> {

    public AllKnn {
        Check.positive("AllKnn", "neighbors", neighbors);
    }

    /** One to three neighbours, which must all be of the row's class. */
    public static AllKnn create() {
        return new AllKnn(3, Vote.ALL, false, Features.NUMBERS, Balance.auto(), 0);
    }

    public AllKnn withNeighbors(int neighbors) {
        return new AllKnn(neighbors, vote, smallestMayChange, features, balance, seed);
    }

    public AllKnn withVote(Vote vote) {
        return new AllKnn(neighbors, vote, smallestMayChange, features, balance, seed);
    }

    /** Whether it goes on when another class has become smaller than the smallest was; the balance then is about the new smallest. */
    public AllKnn withSmallestMayChange(boolean smallestMayChange) {
        return new AllKnn(neighbors, vote, smallestMayChange, features, balance, seed);
    }

    /**
     * Categories count too: where two rows differ in one, the square of their distance is larger by that of the median deviation of the columns of
     * numbers, as for {@link org.librate.imbalance.over.SmoteNc SmoteNc}.
     */
    public AllKnn withCategories() {
        return new AllKnn(neighbors, vote, smallestMayChange, Features.MIXED, balance, seed);
    }

    @Override
    public AllKnn to(Balance balance) {
        return new AllKnn(neighbors, vote, smallestMayChange, features, balance, seed);
    }

    @Override
    public AllKnn withSeed(long seed) {
        return new AllKnn(neighbors, vote, smallestMayChange, features, balance, seed);
    }

    @Override
    public Draft draft(Rows rows, RandomSource random) {
        return Draft.keeping(Editing.repeated(rows, neighbors, false, smallestMayChange, (left, step) ->
                EditedNearestNeighbors.edited(name(), left, balance.toClean(name(), left), step + 1, vote)));
    }
}
