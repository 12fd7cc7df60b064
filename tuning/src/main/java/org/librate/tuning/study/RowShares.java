package org.librate.tuning.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.librate.core.Check;
import org.librate.core.random.RandomSource;
import org.librate.core.table.Table;
import org.librate.tuning.split.Fold;
import org.librate.tuning.split.NestedShares;

/** From which shares of the training rows of each fold a trial learns, one after another; the last is all of them. */
record RowShares(int[] parts) {

    private static final String NAME = "FoldedStudy";

    RowShares {
        parts = parts.clone();
        Check.require(parts.length > 0 && parts[0] > 0, NAME, "row shares must be positive", Arrays.toString(parts));
        for (int i = 1; i < parts.length; i++) {
            Check.require(parts[i] > parts[i - 1], NAME, "row shares must rise", Arrays.toString(parts));
        }
    }

    /** The folds of each share: the same rows for every trial, those of a smaller share among those of a larger one. */
    List<List<Fold>> folds(List<Fold> folds, Table rows) {
        NestedShares nested = NestedShares.of(folds, rows, RandomSource.of(0).stream("row shares"));
        int all = parts[parts.length - 1];
        int classes = rows.hasClasses() ? rows.classNames().size() : 2;
        for (int fold = 0; fold < folds.size(); fold++) {
            int smallest = nested.size(fold, parts[0] / (double) all);
            Check.require(parts.length == 1 || smallest >= classes, NAME, "the smallest share of rows must have one for each of " + classes
                    + (rows.hasClasses() ? " classes" : " rows"), smallest + " of " + folds.get(fold).train().length + " training rows",
                    "Use fewer rungs, or more rows.");
        }
        List<List<Fold>> shares = new ArrayList<>();
        for (int part : parts) {
            shares.add(part == all ? folds : nested.folds(part / (double) all));
        }
        return shares;
    }

    @Override
    public String toString() {
        return Arrays.toString(parts);
    }
}
