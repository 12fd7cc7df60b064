package org.librate.imbalance.under;

import org.librate.core.Check;
import org.librate.core.neighbor.Neighbors;
import org.librate.core.random.RandomSource;
import org.librate.imbalance.Balance;
import org.librate.imbalance.Draft;
import org.librate.imbalance.Features;
import org.librate.imbalance.RowSampler;
import org.librate.imbalance.Rows;

/**
 * The neighbourhood cleaning rule (Laurikkala 2001): removes what {@link EditedNearestNeighbors} does by most votes, and then, for each row of the
 * smallest class that a nearest-neighbour model fitted on all rows takes for another class, its neighbours in the classes to be cleaned. Of these,
 * classes with at most a {@linkplain #threshold} times the smallest class's rows lose none in the second part.
 *
 * <pre>{@code
 * Resampled clean = NeighborhoodCleaning.create().apply(table);
 * }</pre>
 *
 * @param neighbors how many are asked, and removed
 * @param vote of the first part
 * @param threshold of the second part
 * @param features the columns that distances are made of
 * @param balance which classes lose rows
 * @param seed not used: nothing is drawn
 */
public record NeighborhoodCleaning(int neighbors, Vote vote, double threshold, Features features, Balance balance, long seed)
        implements RowSampler<NeighborhoodCleaning> {

    private static final double THRESHOLD = 0.5;

    public NeighborhoodCleaning {
        Check.positive("NeighborhoodCleaning", "neighbors", neighbors);
        Check.notNegative("NeighborhoodCleaning", "threshold", threshold);
    }

    /** Three neighbours, a threshold of a half. */
    public static NeighborhoodCleaning create() {
        return new NeighborhoodCleaning(3, Vote.MOST, THRESHOLD, Features.NUMBERS, Balance.auto(), 0);
    }

    public NeighborhoodCleaning withNeighbors(int neighbors) {
        return new NeighborhoodCleaning(neighbors, vote, threshold, features, balance, seed);
    }

    public NeighborhoodCleaning withVote(Vote vote) {
        return new NeighborhoodCleaning(neighbors, vote, threshold, features, balance, seed);
    }

    public NeighborhoodCleaning withThreshold(double threshold) {
        return new NeighborhoodCleaning(neighbors, vote, threshold, features, balance, seed);
    }

    /**
     * Categories count too: where two rows differ in one, the square of their distance is larger by that of the median deviation of the columns of
     * numbers, as for {@link org.librate.imbalance.over.SmoteNc SmoteNc}.
     */
    public NeighborhoodCleaning withCategories() {
        return new NeighborhoodCleaning(neighbors, vote, threshold, Features.MIXED, balance, seed);
    }

    @Override
    public NeighborhoodCleaning to(Balance balance) {
        return new NeighborhoodCleaning(neighbors, vote, threshold, features, balance, seed);
    }

    @Override
    public NeighborhoodCleaning withSeed(long seed) {
        return new NeighborhoodCleaning(neighbors, vote, threshold, features, balance, seed);
    }

    @Override
    public Draft draft(Rows rows, RandomSource random) {
        boolean[] cleaned = balance.toClean(name(), rows);
        boolean[] kept = new boolean[rows.size()];
        for (int row : EditedNearestNeighbors.edited(name(), rows, cleaned, neighbors, vote)) {
            kept[row] = true;
        }
        int smallest = rows.smallest();
        int[] rare = rows.of(smallest);
        Neighbors near = Kept.nearestOthers(name(), rows, rare, neighbors);
        for (int i = 0; i < rare.length; i++) {
            for (int rank = 0; rank < neighbors && isMistaken(rows, smallest, near, i); rank++) {
                int other = near.row(i, rank);
                int label = rows.label(other);
                kept[other] &= !(cleaned[label] && rows.count(label) > threshold * rows.count(smallest));
            }
        }
        return Draft.keeping(Kept.checked(name(), rows, Kept.where(kept)));
    }

    /** The model knows the row itself, which thus is the first of its own neighbours. */
    private static boolean isMistaken(Rows rows, int own, Neighbors near, int query) {
        int[] votes = Vote.votes(rows, near, query, near.k() - 1);
        votes[own]++;
        return Vote.winner(votes) != own;
    }
}
