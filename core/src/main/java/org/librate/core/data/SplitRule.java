package org.librate.core.data;

/** How a dataset is divided into rows to learn from, rows to choose by, and rows to judge by. */
@FunctionalInterface
public interface SplitRule {

    Split split(Dataset data);

    /** Rows at random. */
    static FractionSplit random(double train, double validation, double test) {
        return new FractionSplit(FractionSplit.Kind.RANDOM, train, validation, test, 0);
    }

    /** Rows at random, with each class divided in the same proportion (to the nearest row; a class of one row goes where that rounds to). */
    static FractionSplit stratified(double train, double validation, double test) {
        return new FractionSplit(FractionSplit.Kind.STRATIFIED, train, validation, test, 0);
    }

    /**
     * The first rows, the next, and the last: for data in order of time. Where rows are windows that overlap ({@link Dataset#begins}, {@link Dataset#ends}),
     * those that reach beyond the first step of the next part are left out, so that no step is in two parts.
     */
    static FractionSplit chronological(double train, double validation, double test) {
        return new FractionSplit(FractionSplit.Kind.CHRONOLOGICAL, train, validation, test, 0);
    }
}
