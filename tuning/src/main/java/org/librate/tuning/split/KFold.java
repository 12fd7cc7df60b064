package org.librate.tuning.split;

import java.util.List;
import org.librate.core.table.Table;

/**
 * Every row is tested once, in one of k parts of about the same size. Rows are dealt at random, because files are often sorted; {@link #inOrder}
 * takes them as they come. For classes take {@link StratifiedKFold}, for rows that belong together {@link GroupKFold}, for rows in time {@link
 * TimeSeriesFolds}.
 */
public record KFold(int folds, boolean shuffled, long seed) implements Splitter {

    public KFold {
        Assigned.checkFolds("KFold", folds);
    }

    public static KFold of(int folds) {
        return new KFold(folds, true, 0);
    }

    public KFold withSeed(long seed) {
        return new KFold(folds, true, seed);
    }

    /** Neighbouring rows stay together: the first part of the rows is the first test part, and so on. */
    public KFold inOrder() {
        return new KFold(folds, false, 0);
    }

    @Override
    public List<Fold> folds(Table rows) {
        int n = rows.rows();
        Assigned.checkRows(this, n, folds);
        int[] order = shuffled ? Assigned.stream(seed, 0).permutation(n) : Assigned.where(n, row -> true);
        int[] testFold = new int[n];
        for (int f = 0, at = 0; f < folds; f++) {
            int size = n / folds + (f < n % folds ? 1 : 0);
            for (int end = at + size; at < end; at++) {
                testFold[order[at]] = f;
            }
        }
        return Assigned.folds(testFold, folds);
    }

    @Override
    public String toString() {
        return "KFold[folds=" + folds + (shuffled ? ", seed=" + seed : ", in order") + "]";
    }
}
