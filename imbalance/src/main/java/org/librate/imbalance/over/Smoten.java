package org.librate.imbalance.over;

import org.librate.core.Check;
import org.librate.core.random.RandomSource;
import org.librate.imbalance.Balance;
import org.librate.imbalance.Draft;
import org.librate.imbalance.Features;
import org.librate.imbalance.FewRows;
import org.librate.imbalance.NewRows;
import org.librate.imbalance.RowSampler;
import org.librate.imbalance.Rows;

/**
 * {@link Smote} for categories alone (Chawla et al. 2002): a row of a class is drawn, and the new one has in each column the category that most of it
 * and its k neighbours in the class have, of several the first of the column's levels. Two categories are as far apart as the shares of the classes
 * among their rows differ (value difference metric of Stanfill and Waltz 1986): {@code (Σ |p(class | a) − p(class | b)|)²}, and rows by the sum over
 * columns.
 *
 * <p>imbalanced-learn measures the same, but takes for neighbours the rows whose distances to all others are most alike.
 *
 * <pre>{@code
 * Resampled some = Smoten.create().apply(table);
 * }</pre>
 *
 * @param balance how many rows come out
 * @param neighbors how many neighbours of a row say what a new one is
 * @param fewRows what to do with a class that has not so many
 * @param seed for what is drawn
 */
public record Smoten(Balance balance, int neighbors, FewRows fewRows, long seed) implements RowSampler<Smoten> {

    private static final String NAME = "Smoten";

    public Smoten {
        Check.positive(NAME, "neighbors", neighbors);
    }

    /** Five neighbours; every class becomes as large as the largest. */
    public static Smoten create() {
        return new Smoten(Balance.auto(), 5, FewRows.FAIL, 0);
    }

    @Override
    public Smoten to(Balance balance) {
        return new Smoten(balance, neighbors, fewRows, seed);
    }

    /** How many neighbours of a row say what a new one is. */
    public Smoten withNeighbors(int neighbors) {
        return new Smoten(balance, neighbors, fewRows, seed);
    }

    /** What to do with a class that has too few rows. */
    public Smoten withFewRows(FewRows fewRows) {
        return new Smoten(balance, neighbors, fewRows, seed);
    }

    @Override
    public Smoten withSeed(long seed) {
        return new Smoten(balance, neighbors, fewRows, seed);
    }

    @Override
    public Features features() {
        return Features.CATEGORIES;
    }

    @Override
    public Draft draft(Rows rows, RandomSource random) {
        int[] more = balance.toAdd(name(), rows);
        ValueDifference difference = ValueDifference.of(rows);
        return Draft.adding(rows, more, random, (label, count, drawn) -> made(rows, difference, label, count, drawn));
    }

    private NewRows made(Rows rows, ValueDifference difference, int label, int count, RandomSource drawn) {
        int[] own = rows.of(label);
        int k = fewRows.neighbors(NAME + "[neighbors=" + neighbors + "]", "neighbors", neighbors, rows.classNames().get(label), own.length);
        if (k == 0) {
            return Copies.of(label, own, count, drawn);
        }
        int columns = rows.categories();
        int[] codes = rows.codes(own);
        int[] voters = voters(difference.near(codes, k), own.length, k);
        int[] first = new int[count];
        int[] newCodes = new int[Rows.cells(NAME, count, columns)];
        for (int i = 0; i < count; i++) {
            int place = drawn.at(i).integer(0, 0, own.length);
            first[i] = own[place];
            for (int c = 0; c < columns; c++) {
                newCodes[i * columns + c] = Codes.mode(codes, columns, c, voters, place * (k + 1), k + 1);
            }
        }
        return NewRows.copies(label, first).withCodes(newCodes);
    }

    /** Each row and its neighbours. */
    private static int[] voters(int[] near, int rows, int k) {
        int[] voters = new int[Rows.cells(NAME, rows, k + 1L)];
        for (int i = 0; i < rows; i++) {
            voters[i * (k + 1)] = i;
            System.arraycopy(near, i * k, voters, i * (k + 1) + 1, k);
        }
        return voters;
    }
}
