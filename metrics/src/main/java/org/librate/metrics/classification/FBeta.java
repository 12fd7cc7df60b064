package org.librate.metrics.classification;

import org.librate.core.Check;
import org.librate.metrics.Undefined;

/**
 * The harmonic mean of precision and recall, with recall as β times as important: {@code (1 + β²) P R / (β² P + R)}; 0 where both are 0.
 *
 * <p>Undefined where precision or recall is: a class that was never predicted has no F, however often it occurs. With {@link Undefined#ZERO} it is 0,
 * as in scikit-learn; each of the two takes the policy's value before they are combined.
 *
 * @param beta how much more important recall is
 */
public record FBeta(double beta) implements RateFormula {

    public FBeta {
        Check.positive("FBeta", "beta", beta);
    }

    /** Of class 1 of two; {@code .macro()} and the like average it. */
    public static ClassRate of(double beta) {
        return ClassRate.of(new FBeta(beta), Average.BINARY);
    }

    /** Of one class of any number. */
    public static ClassRate of(double beta, int index) {
        return ClassRate.of(new FBeta(beta), Average.of(index));
    }

    @Override
    public String name() {
        return beta == 1 ? "f1" : "f" + (beta == Math.rint(beta) ? Long.toString((long) beta) : Double.toString(beta));
    }

    @Override
    public double of(ClassOutcomes counts, Undefined undefined) {
        double precision = undefined.or(counts.precision());
        double recall = undefined.or(counts.recall());
        if (precision == 0 && recall == 0) {
            return 0;
        }
        return (1 + beta * beta) * precision * recall / (beta * beta * precision + recall);
    }

    @Override
    public String toString() {
        return beta == 1 ? "F1" : "FBeta[beta=" + beta + "]";
    }
}
