package org.librate.metrics.ranking;

import org.librate.core.Check;
import org.librate.metrics.Undefined;

/**
 * The share of relevant items in the first k places, places without an item being misses. Undefined for a query without items.
 *
 * <p>Scores and relevances {@code [queries, items]}: an item is relevant above 0, and −1 marks a place without an item. Of items with the same score,
 * the least relevant comes first: ties never help.
 *
 * @param k how many places count
 * @param undefined what a query counts as where it is undefined
 */
public record PrecisionAt(int k, Undefined undefined) implements QueryMetric {

    public PrecisionAt {
        Check.positive("PrecisionAt", "k", k);
    }

    /** Of the first k places. */
    public static PrecisionAt at(int k) {
        return new PrecisionAt(k, Undefined.NAN);
    }

    public PrecisionAt withUndefined(Undefined undefined) {
        return new PrecisionAt(k, undefined);
    }

    @Override
    public String name() {
        return "precision" + Order.suffix(k);
    }

    @Override
    public double of(double[] scores, double[] relevances) {
        return scores.length == 0 ? Double.NaN : (double) Order.hits(scores, relevances, k) / k;
    }
}
