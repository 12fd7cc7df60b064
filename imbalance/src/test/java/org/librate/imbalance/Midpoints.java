package org.librate.imbalance;

import java.util.Arrays;
import org.librate.core.neighbor.NeighborTable;
import org.librate.core.random.RandomSource;

/**
 * Makes rows half way between a row and the nearest of its class.
 *
 * @param balance how many rows come out
 * @param fewRows what to do with a class of one row
 * @param seed for what is drawn
 */
public record Midpoints(Balance balance, FewRows fewRows, long seed) implements RowSampler<Midpoints> {

    public static Midpoints create() {
        return new Midpoints(Balance.auto(), FewRows.FAIL, 0);
    }

    @Override
    public Midpoints to(Balance balance) {
        return new Midpoints(balance, fewRows, seed);
    }

    public Midpoints withFewRows(FewRows fewRows) {
        return new Midpoints(balance, fewRows, seed);
    }

    @Override
    public Midpoints withSeed(long seed) {
        return new Midpoints(balance, fewRows, seed);
    }

    @Override
    public Draft draft(Rows rows, RandomSource random) {
        return Draft.adding(rows, balance.toAdd(name(), rows), random, (label, count, drawn) -> made(rows, label, count, drawn));
    }

    private NewRows made(Rows rows, int label, int count, RandomSource drawn) {
        int[] own = rows.of(label);
        int k = fewRows.neighbors(name(), "neighbors", 1, rows.classNames().get(label), own.length);
        int[] first = new int[count];
        for (int i = 0; i < count; i++) {
            first[i] = own[drawn.at(i).integer(0, 0, own.length)];
        }
        if (k == 0) {
            return NewRows.copies(label, first);
        }
        int[] near = NeighborTable.of(rows.values(own), rows.width()).nearestOthers(1).rows();
        int[] second = new int[count];
        double[] weight = new double[count];
        for (int i = 0; i < count; i++) {
            second[i] = own[near[Arrays.binarySearch(own, first[i])]];
            weight[i] = 0.5;
        }
        return NewRows.between(label, first, second, weight);
    }
}
