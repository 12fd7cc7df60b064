package org.librate.metrics.classification;

import org.librate.metrics.Undefined;

/**
 * Matthews's correlation of predicted and actual classes, for any number of classes (Gorodkin 2004): 1 is right, 0 is unrelated. Undefined where all
 * rows are of one class, or predicted as one.
 *
 * <p>{@code (c s − Σ p_k t_k) / √((s² − Σ p_k²)(s² − Σ t_k²))} with c right rows of s, p_k predicted and t_k actual rows of class k.
 */
public record Mcc(Undefined undefined) implements DecisionMetric {

    public static Mcc metric() {
        return new Mcc(Undefined.NAN);
    }

    public Mcc withUndefined(Undefined undefined) {
        return new Mcc(undefined);
    }

    @Override
    public String name() {
        return "mcc";
    }

    @Override
    public double from(Confusion confusion) {
        double right = 0;
        double both = 0;
        double predicted = 0;
        double actual = 0;
        double total = confusion.total();
        for (ClassOutcomes one : confusion.counts()) {
            // Shares, so that the products of large counts stay exact enough.
            double p = one.predicted() / total;
            double t = one.support() / total;
            right += one.truePositives() / total;
            both += p * t;
            predicted += p * p;
            actual += t * t;
        }
        boolean constant = confusion.counts().stream().filter(one -> one.predicted() > 0).count() < 2
                || confusion.counts().stream().filter(one -> one.support() > 0).count() < 2;
        return undefined.or(constant ? Double.NaN : (right - both) / Math.sqrt((1 - predicted) * (1 - actual)));
    }
}
