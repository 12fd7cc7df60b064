package org.librate.core.prepare;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.librate.core.random.RandomSource;
import org.librate.core.table.Column;
import org.librate.core.table.Table;

/** Divides training rows by chance, so that copies of a row and rows of a group stay together. */
final class Folds {

    private Folds() {
    }

    /**
     * The fold of each row. Units (rows, or what must stay together) of each class are dealt out in turn, so that folds have about the same share of
     * it.
     */
    static int[] of(Table train, int folds, RandomSource random) {
        int n = train.rows();
        int[] unit = new int[n];
        Map<Object, Integer> units = new HashMap<>();
        Column groups = train.groups().orElse(null);
        int[] first = new int[n]; // the first row of each unit
        for (int i = 0; i < n; i++) {
            Object key = groups == null || groups.isMissing(i) ? (Object) train.origin(i) : groups.text(i);
            Integer known = units.putIfAbsent(key, units.size());
            unit[i] = known == null ? units.size() - 1 : known;
            if (known == null) {
                first[unit[i]] = i;
            }
        }
        int[] labels = train.hasClasses() ? train.labels() : new int[n];
        int classes = Math.max(1, train.classNames().size());
        int[] order = random.at(0).permutation(units.size());
        int[] fold = new int[units.size()];
        int next = 0;
        for (int label = 0; label < classes; label++) {
            for (int u : order) {
                if (labels[first[u]] == label) {
                    fold[u] = next++ % folds;
                }
            }
        }
        return IntStream.range(0, n).map(i -> fold[unit[i]]).toArray();
    }

    /** The rows in a fold, or the others. */
    static int[] rows(int[] fold, int f, boolean in) {
        return IntStream.range(0, fold.length).filter(i -> fold[i] == f == in).toArray();
    }
}
