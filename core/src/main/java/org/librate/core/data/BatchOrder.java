package org.librate.core.data;

import org.librate.core.random.RandomSource;

/**
 * In which order an epoch visits the rows: a function of the dataset and the epoch's number, and of nothing else. So an epoch can be entered in the
 * middle, and a resumed run sees the rows that the first would have seen.
 */
@FunctionalInterface
public interface BatchOrder {

    /** The rows of an epoch, as many as it is to have. */
    int[] rows(Dataset data, long epoch);

    /** The rows of an epoch that is cut into batches of this size: for orders that care which rows come together. */
    default int[] rows(Dataset data, long epoch, int batchSize) {
        return rows(data, epoch);
    }

    /** How many rows an epoch has. */
    default int size(Dataset data) {
        return data.size();
    }

    /** First to last. */
    static BatchOrder sequential() {
        return Orders.SEQUENTIAL;
    }

    /** Every row once, in an order that is new in each epoch. */
    static BatchOrder shuffled(RandomSource random) {
        return new Orders.Shuffled(random);
    }

    /** As many draws as there are rows, each row with a chance in proportion to its weight, again and again. */
    static BatchOrder weighted(RandomSource random, double... weights) {
        return new Orders.WeightedDraws(random, weights.clone());
    }

    /**
     * As many draws as there are rows, with all classes equally often: any K draws in a row, from the first on, hold one row of each of the K
     * classes. Rows of rare classes come again only once the others of their class have had their turn; of common classes an epoch sees a new part
     * each time.
     */
    static BatchOrder classBalanced(RandomSource random) {
        return new Orders.ClassBalanced(random);
    }

    /**
     * Every row once, in batches of rows of similar length that are random otherwise: little of a batch is padding, and few shapes occur. The length
     * is that of the first field that has {@linkplain Field#lengths lengths}. Where rows are left over for a batch that is not full, they are of any
     * length, and come last.
     */
    static BatchOrder bucketed(RandomSource random) {
        return new ByLength(random);
    }
}
