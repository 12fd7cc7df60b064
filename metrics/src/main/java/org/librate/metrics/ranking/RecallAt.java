package org.librate.metrics.ranking;

import org.librate.core.Check;
import org.librate.metrics.Undefined;

/**
 * The share of the relevant items that is in the first k places. Undefined for a query without a relevant item.
 *
 * <p>Scores and relevances {@code [queries, items]}: an item is relevant above 0, and −1 marks a place without an item. Of items with the same score,
 * the least relevant comes first: ties never help.
 *
 * @param k how many places count
 * @param undefined what a query counts as where it is undefined
 */
public record RecallAt(int k, Undefined undefined) implements QueryMetric {

    public RecallAt {
        Check.positive("RecallAt", "k", k);
    }

    /** Of the first k places. */
    public static RecallAt at(int k) {
        return new RecallAt(k, Undefined.NAN);
    }

    public RecallAt withUndefined(Undefined undefined) {
        return new RecallAt(k, undefined);
    }

    @Override
    public String name() {
        return "recall" + Order.suffix(k);
    }

    @Override
    public double of(double[] scores, double[] relevances) {
        int relevant = Order.relevant(relevances);
        return relevant == 0 ? Double.NaN : (double) Order.hits(scores, relevances, k) / relevant;
    }
}
