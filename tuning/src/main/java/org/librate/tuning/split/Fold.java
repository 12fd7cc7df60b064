package org.librate.tuning.split;

import java.util.Arrays;

/**
 * One division: rows to learn from, and rows to judge by, by their numbers, each ascending. A row may be in neither.
 */
public record Fold(int[] train, int[] test) {

    public Fold {
        train = train.clone();
        test = test.clone();
    }

    @Override
    public int[] train() {
        return train.clone();
    }

    @Override
    public int[] test() {
        return test.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Fold fold && Arrays.equals(train, fold.train) && Arrays.equals(test, fold.test);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(train) + Arrays.hashCode(test);
    }

    /** As in {@code Fold[train=80, test=20]}. */
    @Override
    public String toString() {
        return "Fold[train=" + train.length + ", test=" + test.length + "]";
    }
}
