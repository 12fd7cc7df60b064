package org.librate.metrics.ranking;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.metric.Metric;
import org.librate.metrics.MetricContract;
import org.librate.metrics.Rows;
import org.librate.metrics.Undefined;

class RankingMetricsTest extends MetricContract {

    private static final int ITEMS = 6;

    @Override
    protected Stream<Metric> metrics() {
        List<Metric> all = new ArrayList<>();
        for (int k : new int[] {Integer.MAX_VALUE, 3, 5}) {
            all.addAll(List.of(Ndcg.at(k), Ndcg.at(k).withUndefined(Undefined.ZERO), Ndcg.at(k).withExponentialGain().withUndefined(Undefined.ZERO),
                    MeanAveragePrecision.at(k), MeanAveragePrecision.at(k).withUndefined(Undefined.SKIP), MeanReciprocalRank.at(k),
                    MeanReciprocalRank.at(k).withUndefined(Undefined.SKIP)));
            if (k < ITEMS) {
                all.addAll(List.of(PrecisionAt.at(k), RecallAt.at(k).withUndefined(Undefined.ZERO)));
            }
        }
        return all.stream();
    }

    @Override
    protected Rows rows(Metric metric, int n) {
        return queries(n, 5);
    }

    @Override
    protected Rows perfect(Metric metric, int n) {
        return queries(n, 0);
    }

    private static Rows queries(int n, double noise) {
        float[] scores = new float[n * ITEMS];
        int[] relevances = new int[n * ITEMS];
        for (int i = 0; i < scores.length; i++) {
            relevances[i] = i % 11 == 10 ? -1 : i % ITEMS == 2 ? 1 : RANDOM.integer(i, 0, 3);
            scores[i] = (float) (relevances[i] + noise * Math.round(RANDOM.withDraw(1).uniform(i) * 10) / 10);
        }
        return Rows.of(Tensor.of(Shape.of(n, ITEMS), scores), Tensor.of(Shape.of(n, ITEMS), relevances));
    }

    @Override
    protected String family() {
        return "ranking";
    }
}
