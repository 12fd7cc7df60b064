package org.librate.tuning.split;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;
import org.librate.core.Check;
import org.librate.core.random.RandomSource;
import org.librate.core.random.RandomStream;

/** Folds from the number of the fold in which each row is tested. */
final class Assigned {

    /** The row is tested in no fold, and in all of them learned from. */
    static final int NEVER = -1;

    private Assigned() {
    }

    static List<Fold> folds(int[] testFold, int folds) {
        List<Fold> all = new ArrayList<>();
        for (int f = 0; f < folds; f++) {
            int fold = f;
            all.add(new Fold(where(testFold.length, row -> testFold[row] != fold), where(testFold.length, row -> testFold[row] == fold)));
        }
        return List.copyOf(all);
    }

    static int[] where(int rows, IntPredicate wanted) {
        int[] found = new int[rows];
        int count = 0;
        for (int i = 0; i < rows; i++) {
            if (wanted.test(i)) {
                found[count++] = i;
            }
        }
        return Arrays.copyOf(found, count);
    }

    static int checkFolds(String who, int folds) {
        Check.require(folds >= 2, who, "needs at least 2 folds", folds);
        return folds;
    }

    static void checkRows(Object who, int rows, int folds) {
        Check.require(rows >= folds, who.toString(), "needs at least one row for each of the " + folds + " folds", rows + " rows",
                "Use fewer folds.");
    }

    /** Where folds draw from; the same for every splitter of a seed. */
    static RandomStream stream(long seed, long part) {
        return RandomSource.of(seed).stream("folds").at(0, part);
    }

    /** The number of each row's value among the different values, in the order of their first rows. */
    static int[] numbered(int rows, IntFunction<Object> value) {
        Map<Object, Integer> numbers = new HashMap<>();
        int[] number = new int[rows];
        for (int i = 0; i < rows; i++) {
            number[i] = numbers.computeIfAbsent(value.apply(i), any -> numbers.size());
        }
        return number;
    }
}
