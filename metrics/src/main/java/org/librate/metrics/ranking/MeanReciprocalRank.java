package org.librate.metrics.ranking;

import org.librate.core.Check;
import org.librate.metrics.Undefined;

/**
 * The mean over queries of one divided by the place of the first relevant item; 0 if it is not among the first k. Undefined for a query without a
 * relevant item.
 *
 * <p>Scores and relevances {@code [queries, items]}: an item is relevant above 0, and −1 marks a place without an item. Of items with the same score,
 * the least relevant comes first: ties never help.
 *
 * @param k how many places count
 * @param undefined what a query counts as where it is undefined
 */
public record MeanReciprocalRank(int k, Undefined undefined) implements QueryMetric {

    public MeanReciprocalRank {
        Check.positive("MeanReciprocalRank", "k", k);
    }

    /** Of all places. */
    public static MeanReciprocalRank metric() {
        return at(Integer.MAX_VALUE);
    }

    /** Of the first k places. */
    public static MeanReciprocalRank at(int k) {
        return new MeanReciprocalRank(k, Undefined.NAN);
    }

    public MeanReciprocalRank withUndefined(Undefined undefined) {
        return new MeanReciprocalRank(k, undefined);
    }

    @Override
    public String name() {
        return "mrr" + Order.suffix(k);
    }

    @Override
    public double of(double[] scores, double[] relevances) {
        double[] order = Order.relevances(scores, relevances);
        if (Order.relevant(relevances) == 0) {
            return Double.NaN;
        }
        for (int place = 0; place < Math.min(k, order.length); place++) {
            if (order[place] > 0) {
                return 1 / (place + 1.0);
            }
        }
        return 0;
    }
}
