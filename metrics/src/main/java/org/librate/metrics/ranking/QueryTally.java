package org.librate.metrics.ranking;

import org.jspecify.annotations.Nullable;
import org.librate.core.Check;
import org.librate.core.ShapeException;
import org.librate.core.Tensor;
import org.librate.core.metric.Metric;
import org.librate.metrics.Undefined;
import org.librate.metrics.internal.Inputs;

/** A count over queries: a row each. */
final class QueryTally implements Metric.Tally {

    private final QueryMetric metric;
    private double sum;
    private double total;

    QueryTally(QueryMetric metric) {
        this.metric = metric;
    }

    @Override
    public void add(Tensor scores, Tensor targets, @Nullable Tensor weights) {
        String who = metric.name();
        if (scores.rank() != 2 || !scores.shape().equals(targets.shape())) {
            throw new ShapeException(who, "needs scores and relevances of the same shape [queries, items]", "for rows with query numbers see Queries",
                    scores.shape(), targets.shape());
        }
        int queries = Inputs.rows(who, scores);
        int items = Math.toIntExact(scores.dim(1));
        double[] given = Inputs.doubles(who, "scores", scores);
        double[] wanted = Inputs.doubles(who, "relevances", targets);
        double[] by = Inputs.weights(who, weights, queries);
        for (int i = 0; i < queries; i++) {
            double weight = by == null ? 1 : by[i];
            double value = weight == 0 ? 0 : metric.undefined().or(query(who, given, wanted, i * items, (i + 1) * items));
            if (weight == 0 || Double.isNaN(value) && metric.undefined() == Undefined.SKIP) {
                continue;
            }
            sum += weight * value;
            total += weight;
        }
    }

    /** One query, without the places that only fill its row. */
    private double query(String who, double[] given, double[] wanted, int from, int to) {
        int count = 0;
        for (int i = from; i < to; i++) {
            Check.require(wanted[i] >= 0 || wanted[i] == Queries.NO_ITEM, who, "relevances must be >= 0, or -1 where there is no item", wanted[i]);
            count += wanted[i] >= 0 ? 1 : 0;
        }
        double[] scores = new double[count];
        double[] relevances = new double[count];
        int at = 0;
        for (int i = from; i < to; i++) {
            if (wanted[i] >= 0) {
                scores[at] = given[i];
                relevances[at++] = wanted[i];
            }
        }
        return metric.of(scores, relevances);
    }

    @Override
    public void merge(Metric.Tally other) {
        if (!(other instanceof QueryTally tally && tally.metric.equals(metric))) {
            throw Inputs.cannotMerge(metric.name(), other);
        }
        sum += tally.sum;
        total += tally.total;
    }

    @Override
    public double value() {
        return total == 0 ? Double.NaN : sum / total;
    }

    /** As in {@code Tally[Ndcg.at(10)]}. */
    @Override
    public String toString() {
        return "Tally[" + metric + "]";
    }
}
