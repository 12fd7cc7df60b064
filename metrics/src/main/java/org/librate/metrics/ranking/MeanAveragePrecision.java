package org.librate.metrics.ranking;

import org.librate.core.Check;
import org.librate.metrics.Undefined;

/**
 * The mean over queries of the average precision: the mean of the precisions at the places of relevant items,
 * {@code Σ precision / min(k, relevant items)} over the first k places. Undefined for a query without a relevant item.
 *
 * <p>Scores and relevances {@code [queries, items]}: an item is relevant above 0, and −1 marks a place without an item. Of items with the same score,
 * the least relevant comes first: ties never help.
 *
 * @param k how many places count
 * @param undefined what a query counts as where it is undefined
 */
public record MeanAveragePrecision(int k, Undefined undefined) implements QueryMetric {

    public MeanAveragePrecision {
        Check.positive("MeanAveragePrecision", "k", k);
    }

    /** Of all places. */
    public static MeanAveragePrecision metric() {
        return at(Integer.MAX_VALUE);
    }

    /** Of the first k places. */
    public static MeanAveragePrecision at(int k) {
        return new MeanAveragePrecision(k, Undefined.NAN);
    }

    public MeanAveragePrecision withUndefined(Undefined undefined) {
        return new MeanAveragePrecision(k, undefined);
    }

    @Override
    public String name() {
        return "map" + Order.suffix(k);
    }

    @Override
    public double of(double[] scores, double[] relevances) {
        double[] order = Order.relevances(scores, relevances);
        int hits = 0;
        double sum = 0;
        for (int place = 0; place < Math.min(k, order.length); place++) {
            if (order[place] > 0) {
                hits++;
                sum += hits / (place + 1.0);
            }
        }
        int relevant = Order.relevant(relevances);
        return relevant == 0 ? Double.NaN : sum / Math.min(k, relevant);
    }
}
