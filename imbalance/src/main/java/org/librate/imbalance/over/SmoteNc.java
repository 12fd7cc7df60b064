package org.librate.imbalance.over;

import java.util.Arrays;
import org.librate.core.Check;
import org.librate.core.neighbor.NeighborTable;
import org.librate.core.random.RandomSource;
import org.librate.core.random.RandomStream;
import org.librate.imbalance.Balance;
import org.librate.imbalance.Draft;
import org.librate.imbalance.Features;
import org.librate.imbalance.FewRows;
import org.librate.imbalance.NewRows;
import org.librate.imbalance.RowSampler;
import org.librate.imbalance.Rows;

/**
 * {@link Smote} for numbers and categories side by side (Chawla et al. 2002): numbers lie between a row and its neighbour, each category is the one
 * that most of the row's k neighbours have, of several the first of the column's levels.
 *
 * <p>The square of a distance is that of the straight line between the numbers, and for each category in which two rows differ the square of m, the
 * median of the deviations that the class's columns of numbers have. Nothing is one-hot encoded: memory grows with the rows, not with the levels.
 *
 * <pre>{@code
 * Resampled some = SmoteNc.create().apply(table);      // CATEGORY and BOOLEAN columns are categories
 * }</pre>
 *
 * @param balance how many rows come out
 * @param neighbors how many neighbours of a row may be its partner
 * @param fewRows what to do with a class that has not so many
 * @param seed for what is drawn
 */
public record SmoteNc(Balance balance, int neighbors, FewRows fewRows, long seed) implements RowSampler<SmoteNc> {

    private static final String NAME = "SmoteNc";

    public SmoteNc {
        Check.positive(NAME, "neighbors", neighbors);
    }

    /** Five neighbours; every class becomes as large as the largest. */
    public static SmoteNc create() {
        return new SmoteNc(Balance.auto(), 5, FewRows.FAIL, 0);
    }

    @Override
    public SmoteNc to(Balance balance) {
        return new SmoteNc(balance, neighbors, fewRows, seed);
    }

    /** How many neighbours of a row may be its partner, and say its categories. */
    public SmoteNc withNeighbors(int neighbors) {
        return new SmoteNc(balance, neighbors, fewRows, seed);
    }

    /** What to do with a class that has too few rows. */
    public SmoteNc withFewRows(FewRows fewRows) {
        return new SmoteNc(balance, neighbors, fewRows, seed);
    }

    @Override
    public SmoteNc withSeed(long seed) {
        return new SmoteNc(balance, neighbors, fewRows, seed);
    }

    @Override
    public Features features() {
        return Features.MIXED;
    }

    @Override
    public Draft draft(Rows rows, RandomSource random) {
        Check.require(rows.categories() > 0, NAME, "needs at least one column of categories", "none", "Use Smote.");
        Check.require(rows.width() > 0, NAME, "needs at least one column of numbers", "none", "Use Smoten.");
        return Draft.adding(rows, balance.toAdd(name(), rows), random, (label, count, drawn) -> made(rows, label, count, drawn));
    }

    private NewRows made(Rows rows, int label, int count, RandomSource drawn) {
        int[] own = rows.of(label);
        int k = fewRows.neighbors(NAME + "[neighbors=" + neighbors + "]", "neighbors", neighbors, rows.classNames().get(label), own.length);
        if (k == 0) {
            return Copies.of(label, own, count, drawn);
        }
        int columns = rows.categories();
        int[] codes = rows.codes(own);
        int[] near = near(rows, own, codes, k);
        int[] first = new int[count];
        int[] second = new int[count];
        double[] weight = new double[count];
        int[] newCodes = new int[Rows.cells(NAME, count, columns)];
        for (int i = 0; i < count; i++) {
            RandomStream stream = drawn.at(i);
            int place = stream.integer(0, 0, own.length);
            first[i] = own[place];
            second[i] = own[near[place * k + stream.integer(1, 0, k)]];
            weight[i] = stream.uniform(2);
            for (int c = 0; c < columns; c++) {
                newCodes[i * columns + c] = Codes.mode(codes, columns, c, near, place * k, k);
            }
        }
        return NewRows.between(label, first, second, weight).withCodes(newCodes);
    }

    /** Of each row of a class the places of its k neighbours in it. */
    static int[] near(Rows rows, int[] own, int[] codes, int k) {
        double median = medianDeviation(rows, own);
        double[] penalties = new double[rows.categories()];
        Arrays.fill(penalties, median * median);
        return NeighborTable.mixed(rows.values(own), rows.width(), codes, penalties).nearestOthers(k).rows();
    }

    /** The median of the deviations of columns, with n in the denominator. */
    static double medianDeviation(Rows rows, int[] own) {
        double[] deviations = Spread.deviations(rows, own);
        Arrays.sort(deviations);
        int half = deviations.length / 2;
        return deviations.length % 2 == 1 ? deviations[half] : (deviations[half - 1] + deviations[half]) / 2;
    }
}
