package org.librate.metrics.ranking;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.librate.core.Check;
import org.librate.metrics.Undefined;

/**
 * The normalised discounted cumulative gain: {@code Σ gain / log2(1 + place)} over the first k places, divided by the largest it could be. Items of
 * the same score share the gains of their places (McSherry and Najork 2008). Undefined for a query without a relevant item; scikit-learn says 0.
 *
 * <p>Scores and relevances {@code [queries, items]}; a relevance of −1 marks a place without an item.
 *
 * @param k how many places count
 * @param exponential whether the gain is {@code 2^relevance − 1} instead of the relevance
 * @param undefined what a query without a relevant item counts as
 */
public record Ndcg(int k, boolean exponential, Undefined undefined) implements QueryMetric {

    public Ndcg {
        Check.positive("Ndcg", "k", k);
    }

    /** Of all places. */
    public static Ndcg metric() {
        return at(Integer.MAX_VALUE);
    }

    /** Of the first k places. */
    public static Ndcg at(int k) {
        return new Ndcg(k, false, Undefined.NAN);
    }

    /** With gains of {@code 2^relevance − 1}, which favour the most relevant items. */
    public Ndcg withExponentialGain() {
        return new Ndcg(k, true, undefined);
    }

    public Ndcg withUndefined(Undefined undefined) {
        return new Ndcg(k, exponential, undefined);
    }

    @Override
    public String name() {
        return "ndcg" + Order.suffix(k);
    }

    @Override
    public double of(double[] scores, double[] relevances) {
        double[] gains = Arrays.stream(relevances).map(relevance -> exponential ? Math.pow(2, relevance) - 1 : relevance).toArray();
        double best = discounted(gains, gains, false);
        return best == 0 ? Double.NaN : discounted(scores, gains, true) / best;
    }

    private double discounted(double[] by, double[] gains, boolean shared) {
        int[] order = IntStream.range(0, by.length).boxed().sorted(Comparator.<Integer>comparingDouble(i -> -by[i])).mapToInt(i -> i).toArray();
        double sum = 0;
        int from = 0;
        while (from < order.length && from < k) {
            int to = from + 1;
            while (shared && to < order.length && by[order[to]] == by[order[from]]) {
                to++;
            }
            double gain = 0;
            double discounts = 0;
            for (int place = from; place < to; place++) {
                gain += gains[order[place]];
                discounts += place < k ? Math.log(2) / Math.log(place + 2) : 0;
            }
            sum += gain / (to - from) * discounts;
            from = to;
        }
        return sum;
    }
}
