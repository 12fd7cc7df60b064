package org.librate.metrics.ranking;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.librate.core.Shape;
import org.librate.core.ShapeException;
import org.librate.core.Tensor;
import org.librate.core.metric.Metric;
import org.librate.metrics.internal.Inputs;

/**
 * Rows that carry the number of their query, laid out as ranking metrics take them: a row for each query, places that are left over marked by a
 * relevance of −1.
 *
 * <pre>{@code
 * Queries queries = Queries.of(scores, relevances, queryNumbers);
 * double ndcg = queries.get(Ndcg.at(10));
 * }</pre>
 */
public final class Queries {

    /** The relevance of a place without an item. */
    public static final double NO_ITEM = -1;

    private final Tensor scores;
    private final Tensor targets;

    private Queries(Tensor scores, Tensor targets) {
        this.scores = scores;
        this.targets = targets;
    }

    /** Scores, relevances and query numbers, all {@code [n]}; queries are in order of their first row. */
    public static Queries of(Tensor scores, Tensor relevances, Tensor queries) {
        if (scores.rank() != 1 || !scores.shape().equals(relevances.shape()) || !scores.shape().equals(queries.shape())) {
            throw new ShapeException("Queries", "needs a score, a relevance and a query number for each row", "", scores.shape(), relevances.shape(),
                    queries.shape());
        }
        double[] given = Inputs.doubles("Queries", "scores", scores);
        double[] wanted = Inputs.doubles("Queries", "relevances", relevances);
        long[] numbers = queries.toLongs();
        Map<Long, List<Integer>> rows = new LinkedHashMap<>();
        for (int i = 0; i < numbers.length; i++) {
            rows.computeIfAbsent(numbers[i], any -> new ArrayList<>()).add(i);
        }
        int longest = rows.values().stream().mapToInt(List::size).max().orElse(1);
        double[] laidScores = new double[rows.size() * longest];
        double[] laidTargets = new double[laidScores.length];
        Arrays.fill(laidTargets, NO_ITEM);
        int row = 0;
        for (List<Integer> query : rows.values()) {
            for (int i = 0; i < query.size(); i++) {
                laidScores[row * longest + i] = given[query.get(i)];
                laidTargets[row * longest + i] = wanted[query.get(i)];
            }
            row++;
        }
        Shape shape = Shape.of(rows.size(), longest);
        return new Queries(Tensor.of(shape, laidScores), Tensor.of(shape, laidTargets));
    }

    /** {@code [queries, items]}. */
    public Tensor scores() {
        return scores;
    }

    /** {@code [queries, items]}. */
    public Tensor targets() {
        return targets;
    }

    /** A ranking metric, every query counting alike. */
    public double get(Metric metric) {
        Metric.Tally tally = metric.start();
        tally.add(scores, targets, null);
        return tally.value();
    }

    /** As in {@code Queries[queries=100, longest=37]}. */
    @Override
    public String toString() {
        return "Queries[queries=" + scores.dim(0) + ", longest=" + scores.dim(1) + "]";
    }
}
