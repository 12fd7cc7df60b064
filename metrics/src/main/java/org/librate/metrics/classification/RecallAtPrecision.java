package org.librate.metrics.classification;

import org.librate.core.Check;
import org.librate.metrics.Undefined;

/**
 * The largest recall of a cut-off whose precision is at least as wanted. Undefined if no cut-off has it.
 *
 * @param precision the precision wanted
 * @param average which class
 * @param undefined what it is where it is undefined
 */
public record RecallAtPrecision(double precision, Average average, Undefined undefined) implements ScoreMetric {

    public RecallAtPrecision {
        Check.within("RecallAtPrecision", "precision", precision, 0, 1);
    }

    /** Of class 1 of two. */
    public static RecallAtPrecision of(double precision) {
        return new RecallAtPrecision(precision, Average.BINARY, Undefined.NAN);
    }

    /** Of another class against the rest. */
    public RecallAtPrecision ofClass(int index) {
        return new RecallAtPrecision(precision, Average.of(index), undefined);
    }

    public RecallAtPrecision withUndefined(Undefined undefined) {
        return new RecallAtPrecision(precision, average, undefined);
    }

    @Override
    public String name() {
        return "recall_at_precision_" + precision + average.suffix();
    }

    @Override
    public boolean labels() {
        return false;
    }

    @Override
    public double from(ScoreRows rows) {
        return Averaged.of("recall_at_precision", rows, average, undefined, ranked -> Areas.recallAtPrecision(ranked, precision));
    }
}
