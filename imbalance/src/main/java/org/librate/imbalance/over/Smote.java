package org.librate.imbalance.over;

import org.librate.core.Check;
import org.librate.core.random.RandomSource;
import org.librate.imbalance.Balance;
import org.librate.imbalance.Draft;
import org.librate.imbalance.FewRows;
import org.librate.imbalance.RowSampler;
import org.librate.imbalance.Rows;

/**
 * Makes rows of small classes between a row and one of its k nearest rows of the same class (Chawla et al. 2002):
 * {@code first + weight · (second − first)}, where row, neighbour and weight in [0, 1) are drawn uniformly. Distances are straight lines, so bring
 * columns to one scale before.
 *
 * <pre>{@code
 * Pipeline.start(StandardScaler.create()).then(Smote.create()).estimator(LogisticRegression.create());
 * Resampled some = Smote.create().withNeighbors(3).to(Balance.ratio(0.5)).withSeed(7).apply(table);
 * }</pre>
 *
 * @param balance how many rows come out
 * @param neighbors how many neighbours of a row may be its partner
 * @param fewRows what to do with a class that has not so many
 * @param seed for what is drawn
 */
public record Smote(Balance balance, int neighbors, FewRows fewRows, long seed) implements RowSampler<Smote> {

    public Smote {
        Check.positive("Smote", "neighbors", neighbors);
    }

    /** Five neighbours; every class becomes as large as the largest. */
    public static Smote create() {
        return new Smote(Balance.auto(), 5, FewRows.FAIL, 0);
    }

    @Override
    public Smote to(Balance balance) {
        return new Smote(balance, neighbors, fewRows, seed);
    }

    /** How many neighbours of a row may be its partner. */
    public Smote withNeighbors(int neighbors) {
        return new Smote(balance, neighbors, fewRows, seed);
    }

    /** What to do with a class that has not so many rows. */
    public Smote withFewRows(FewRows fewRows) {
        return new Smote(balance, neighbors, fewRows, seed);
    }

    @Override
    public Smote withSeed(long seed) {
        return new Smote(balance, neighbors, fewRows, seed);
    }

    @Override
    public Draft draft(Rows rows, RandomSource random) {
        return Draft.adding(rows, balance.toAdd(name(), rows), random,
                (label, count, drawn) -> Partners.within(shortName(), rows, label, neighbors, fewRows).between(count, drawn));
    }

    private String shortName() {
        return "Smote[neighbors=" + neighbors + "]";
    }
}
