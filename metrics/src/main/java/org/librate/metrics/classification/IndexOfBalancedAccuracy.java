package org.librate.metrics.classification;

import org.librate.core.Check;
import org.librate.metrics.Undefined;

/**
 * The squared geometric mean of recall and specificity, moved by which of them is better (García, Mollineda and Sánchez 2009):
 * {@code (1 + α (recall − specificity)) · recall · specificity}. Undefined where recall or specificity is.
 *
 * @param alpha how much their difference counts; 0.1 unless said
 */
public record IndexOfBalancedAccuracy(double alpha) implements RateFormula {

    public IndexOfBalancedAccuracy {
        Check.within("IndexOfBalancedAccuracy", "alpha", alpha, 0, 1);
    }

    /** Of class 1 of two; {@code .macro()} and the like average it. */
    public static ClassRate metric() {
        return withAlpha(0.1);
    }

    /** Of class 1 of two, with another α. */
    public static ClassRate withAlpha(double alpha) {
        return ClassRate.of(new IndexOfBalancedAccuracy(alpha), Average.BINARY);
    }

    /** Of one class of any number. */
    public static ClassRate of(int index) {
        return ClassRate.of(new IndexOfBalancedAccuracy(0.1), Average.of(index));
    }

    @Override
    public String name() {
        return "index_of_balanced_accuracy";
    }

    @Override
    public double of(ClassOutcomes counts, Undefined undefined) {
        double recall = undefined.or(counts.recall());
        double specificity = undefined.or(counts.specificity());
        return (1 + alpha * (recall - specificity)) * recall * specificity;
    }

    /** As in {@code IndexOfBalancedAccuracy[alpha=0.2]}. */
    @Override
    public String toString() {
        return alpha == 0.1 ? "IndexOfBalancedAccuracy" : "IndexOfBalancedAccuracy[alpha=" + alpha + "]";
    }
}
