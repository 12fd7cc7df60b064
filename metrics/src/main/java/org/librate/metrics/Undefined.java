package org.librate.metrics;

/**
 * What a metric says where its formula divides by zero: the precision of a class that was never predicted, the recall of one that never occurred.
 *
 * <p>It does not apply where nothing was counted at all: that is always NaN.
 */
public enum Undefined {

    /** NaN, also for every average over it. It never wins a search. The default: whoever wants a number instead says which. */
    NAN,

    /** NaN, and averages over classes leave it out; NaN if none is left. scikit-learn's {@code zero_division=np.nan}. */
    SKIP,

    /** 0, the worst of most metrics. scikit-learn's {@code zero_division=0}, which is its default. */
    ZERO,

    /** 1, the best of most metrics. scikit-learn's {@code zero_division=1}. */
    ONE;

    /** The value itself, or what stands for it if it is NaN. */
    public double or(double value) {
        if (!Double.isNaN(value)) {
            return value;
        }
        return this == ZERO ? 0 : this == ONE ? 1 : Double.NaN;
    }
}
