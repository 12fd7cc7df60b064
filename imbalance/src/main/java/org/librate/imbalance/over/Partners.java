package org.librate.imbalance.over;

import java.util.Arrays;
import org.librate.core.kernel.host.HostParallel;
import org.librate.core.neighbor.NeighborTable;
import org.librate.core.random.RandomSource;
import org.librate.core.random.RandomStream;
import org.librate.imbalance.FewRows;
import org.librate.imbalance.NewRows;
import org.librate.imbalance.Rows;

/**
 * Rows that new ones begin at, and the neighbours they may go towards. New row i of a class is a function of the class's source and i alone: number 0
 * of its stream is the row it begins at, 1 the neighbour, 2 how far.
 *
 * @param label the class of new rows
 * @param begin row numbers
 * @param k how many neighbours each has; 0 if rows are to be copied
 * @param near row numbers of neighbours, {@code [begin, k]}
 */
record Partners(int label, int[] begin, int k, int[] near) {

    private static final int GRAIN = 1 << 12;

    /** All rows of a class, and their neighbours in it. */
    static Partners within(String who, Rows rows, int label, int neighbors, FewRows fewRows) {
        int[] own = rows.of(label);
        return among(own, own, rows, label, fewRows.neighbors(who, "neighbors", neighbors, rows.classNames().get(label), own.length));
    }

    /** Some rows, and their neighbours among others, of which each of them is one; both ascending. */
    static Partners among(int[] begin, int[] others, Rows rows, int label, int k) {
        if (k == 0) {
            return new Partners(label, begin, 0, new int[0]);
        }
        int[] places = new int[begin.length];
        for (int i = 0; i < places.length; i++) {
            places[i] = Arrays.binarySearch(others, begin[i]);
        }
        int[] near = NeighborTable.wrap(rows.values(others), rows.width()).nearestOthers(places, k).rows();
        int[] numbers = new int[near.length];
        Arrays.setAll(numbers, i -> others[near[i]]);
        return new Partners(label, begin, k, numbers);
    }

    /** So many rows between rows and neighbours. */
    NewRows between(int count, RandomSource drawn) {
        return between(0, count, drawn, (first, second, weight) -> weight);
    }

    /** Changes how far a new row goes, which is drawn from [0, 1). Asked on several threads. */
    interface Step {
        double of(int first, int second, double weight);
    }

    /** The same for new rows from number {@code from} of the class on. */
    NewRows between(int from, int count, RandomSource drawn, Step step) {
        if (k == 0) {
            return Copies.of(label, begin, from, count, drawn);
        }
        int[] first = new int[count];
        int[] second = new int[count];
        double[] weight = new double[count];
        HostParallel.run((start, end) -> {
            for (int i = start; i < end; i++) {
                RandomStream stream = drawn.at(from + i);
                int place = stream.integer(0, 0, begin.length);
                first[i] = begin[place];
                second[i] = near[place * k + stream.integer(1, 0, k)];
                weight[i] = step.of(first[i], second[i], stream.uniform(2));
            }
        }, count, GRAIN);
        return NewRows.between(label, first, second, weight);
    }
}
