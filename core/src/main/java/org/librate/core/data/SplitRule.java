package org.librate.core.data;

import java.util.function.Supplier;

/** How data are divided into rows to learn from, rows to choose by, and rows to judge by. */
@FunctionalInterface
public interface SplitRule {

    /**
     * The numbers of the rows to learn from, to choose by and to judge by: three arrays that share no row.
     *
     * @param labels the class of each row; asked only by rules that need them, because there may be none
     */
    int[][] parts(int rows, Supplier<int[]> labels);

    default Split split(Dataset data) {
        int[][] parts = parts(data.size(), data::labels);
        return new Split(data.subset(parts[0]), data.subset(parts[1]), data.subset(parts[2]));
    }

    /** Rows at random. */
    static FractionSplit random(double train, double validation, double test) {
        return new FractionSplit(FractionSplit.Kind.RANDOM, train, validation, test, 0);
    }

    /** Rows at random, with each class divided in the same proportion (to the nearest row; a class of one row goes where that rounds to). */
    static FractionSplit stratified(double train, double validation, double test) {
        return new FractionSplit(FractionSplit.Kind.STRATIFIED, train, validation, test, 0);
    }

    /**
     * The first rows, the next, and the last: for data in order of time. Where rows are windows that overlap ({@link Dataset#begins},
     * {@link Dataset#ends}), those that reach beyond the first step of the next part are left out, so that no step is in two parts.
     */
    static FractionSplit chronological(double train, double validation, double test) {
        return new FractionSplit(FractionSplit.Kind.CHRONOLOGICAL, train, validation, test, 0);
    }
}
