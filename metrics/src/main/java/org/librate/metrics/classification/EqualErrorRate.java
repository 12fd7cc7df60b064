package org.librate.metrics.classification;

import org.librate.metrics.Undefined;

/**
 * The error of the cut-off where as large a share of positive rows is missed as of negative rows is taken: where the ROC curve crosses the
 * falling diagonal. Undefined where rows of either kind are missing.
 *
 * @param average which class
 * @param undefined what it is where it is undefined
 */
public record EqualErrorRate(Average average, Undefined undefined) implements ScoreMetric {

    /** Of class 1 of two. */
    public static EqualErrorRate metric() {
        return new EqualErrorRate(Average.BINARY, Undefined.NAN);
    }

    /** Of one class against the rest. */
    public static EqualErrorRate of(int index) {
        return new EqualErrorRate(Average.of(index), Undefined.NAN);
    }

    public EqualErrorRate withUndefined(Undefined undefined) {
        return new EqualErrorRate(average, undefined);
    }

    @Override
    public String name() {
        return "equal_error_rate" + average.suffix();
    }

    @Override
    public boolean higherIsBetter() {
        return false;
    }

    @Override
    public boolean labels() {
        return false;
    }

    @Override
    public double from(ScoreRows rows) {
        return Averaged.of("equal_error_rate", rows, average, undefined, Areas::equalError);
    }
}
