package org.librate.imbalance.over;

import java.util.Arrays;
import org.librate.core.Check;
import org.librate.core.neighbor.NeighborTable;
import org.librate.core.random.RandomSource;
import org.librate.core.random.RandomStream;
import org.librate.imbalance.Balance;
import org.librate.imbalance.Draft;
import org.librate.imbalance.FewRows;
import org.librate.imbalance.NewRows;
import org.librate.imbalance.RowSampler;
import org.librate.imbalance.Rows;

/**
 * Makes more rows where they are hard to learn (He et al. 2008): the number that begin at a row is in proportion to how many of its k nearest rows
 * belong to other classes. They go towards one of its k nearest rows of the same class, as those of {@link Smote}.
 *
 * <p>Each row's number is rounded, so that about as many come out as asked for.
 *
 * <pre>{@code
 * Resampled some = Adasyn.create().withNeighbors(3).apply(table);
 * }</pre>
 *
 * @param balance about how many rows come out
 * @param neighbors how many neighbours tell how hard a row is, and may be its partner
 * @param fewRows what to do with a class that has not so many
 * @param seed for what is drawn
 */
public record Adasyn(Balance balance, int neighbors, FewRows fewRows, long seed) implements RowSampler<Adasyn> {

    private static final String NAME = "Adasyn";

    public Adasyn {
        Check.positive(NAME, "neighbors", neighbors);
    }

    /** Five neighbours; every class becomes about as large as the largest. */
    public static Adasyn create() {
        return new Adasyn(Balance.auto(), 5, FewRows.FAIL, 0);
    }

    @Override
    public Adasyn to(Balance balance) {
        return new Adasyn(balance, neighbors, fewRows, seed);
    }

    /** How many neighbours tell how hard a row is, and may be its partner. */
    public Adasyn withNeighbors(int neighbors) {
        return new Adasyn(balance, neighbors, fewRows, seed);
    }

    /** What to do with a class that has too few rows. */
    public Adasyn withFewRows(FewRows fewRows) {
        return new Adasyn(balance, neighbors, fewRows, seed);
    }

    @Override
    public Adasyn withSeed(long seed) {
        return new Adasyn(balance, neighbors, fewRows, seed);
    }

    @Override
    public Draft draft(Rows rows, RandomSource random) {
        int[] more = balance.toAdd(name(), rows);
        NeighborTable all = NeighborTable.wrap(rows.values(), rows.width());
        return Draft.adding(rows, more, random, (label, count, drawn) -> made(rows, all, label, count, drawn));
    }

    private NewRows made(Rows rows, NeighborTable all, int label, int count, RandomSource drawn) {
        String who = NAME + "[neighbors=" + neighbors + "]";
        Partners partners = Partners.within(who, rows, label, neighbors, fewRows);
        int k = partners.k();
        if (k == 0) {
            return Copies.of(label, partners.begin(), count, drawn);
        }
        int[] counts = counts(who, rows, all, label, count);
        int total = Arrays.stream(counts).sum();
        int[] first = new int[total];
        int[] second = new int[total];
        double[] weight = new double[total];
        int i = 0;
        for (int place = 0; place < counts.length; place++) {
            for (int c = 0; c < counts[place]; c++, i++) {
                RandomStream stream = drawn.at(i);
                first[i] = partners.begin()[place];
                second[i] = partners.near()[place * k + stream.integer(1, 0, k)];
                weight[i] = stream.uniform(2);
            }
        }
        return NewRows.between(label, first, second, weight);
    }

    /** How many rows begin at each row of the class. Halves are rounded to the even number. */
    int[] counts(String who, Rows rows, NeighborTable all, int label, int count) {
        int[] own = rows.of(label);
        int[] strangers = Surroundings.of(who, "neighbors", rows, all, own, neighbors).strangers();
        long sum = Arrays.stream(strangers).asLongStream().sum();
        if (sum == 0) {
            throw new IllegalArgumentException(who + ": class \"" + rows.classNames().get(label)
                    + "\" needs rows near other classes, and got 0 among its " + own.length + ". Use Smote, or more neighbors.");
        }
        int[] counts = Arrays.stream(strangers).map(s -> (int) Math.rint(count * ((double) s / sum))).toArray();
        if (Arrays.stream(counts).sum() == 0) {
            throw new IllegalArgumentException(who + ": class \"" + rows.classNames().get(label) + "\" needs " + count
                    + " more rows, which rounds to 0 at each of its " + own.length + ". Use Smote.");
        }
        return counts;
    }
}
