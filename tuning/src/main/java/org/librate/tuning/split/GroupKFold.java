package org.librate.tuning.split;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.librate.core.table.Table;

/**
 * K parts in which no group of rows is torn apart: no patient is both learned from and tested on. The largest groups are dealt first, each to the
 * part with the fewest rows so far. The table says which column is the group ({@link Table#withGroups}).
 */
public record GroupKFold(int folds) implements Splitter {

    public GroupKFold {
        Assigned.checkFolds("GroupKFold", folds);
    }

    public static GroupKFold of(int folds) {
        return new GroupKFold(folds);
    }

    @Override
    public List<Fold> folds(Table rows) {
        Groups groups = Groups.of(this, rows);
        groups.checkCount(this, folds);
        Integer[] largestFirst = new Integer[groups.count()];
        Arrays.setAll(largestFirst, i -> i);
        Arrays.sort(largestFirst, Comparator.comparing(group -> -groups.sizes()[group]));
        int[] foldOf = new int[groups.count()];
        long[] sizes = new long[folds];
        for (int group : largestFirst) {
            int lightest = 0;
            for (int f = 1; f < folds; f++) {
                lightest = sizes[f] < sizes[lightest] ? f : lightest;
            }
            foldOf[group] = lightest;
            sizes[lightest] += groups.sizes()[group];
        }
        int[] testFold = new int[rows.rows()];
        Arrays.setAll(testFold, row -> foldOf[groups.of()[row]]);
        return Assigned.folds(testFold, folds);
    }

    @Override
    public String toString() {
        return "GroupKFold[folds=" + folds + "]";
    }
}
