package org.librate.metrics.classification;

import java.util.List;
import java.util.stream.Stream;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.metric.LabelAccuracy;
import org.librate.core.metric.Metric;
import org.librate.metrics.MetricContract;
import org.librate.metrics.Rows;
import org.librate.metrics.Undefined;

class LabelMetricsTest extends MetricContract {

    private static final int LABELS = 4;

    @Override
    protected Stream<Metric> metrics() {
        List<Metric> all = DecisionMetricsTest.rates(true);
        all.addAll(List.of(LabelRankingAveragePrecision.metric(), CoverageError.metric(), LabelRankingLoss.metric()));
        all.addAll(List.of(HammingLoss.metric().overLabels(), LabelAccuracy.metric(), ExactMatch.metric(), LogLoss.metric().overLabels(),
                Brier.metric().overLabels(), RocAuc.macro().overLabels(), RocAuc.micro().overLabels(), RocAuc.weighted().overLabels(),
                RocAuc.macro().withUndefined(Undefined.SKIP).overLabels(), AveragePrecision.macro().overLabels(), AveragePrecision.micro()
                .overLabels(),
                AveragePrecision.weighted().overLabels(), AveragePrecision.macro().withUndefined(Undefined.ZERO).overLabels()));
        for (Undefined undefined : Undefined.values()) {
            all.add(Precision.metric().perRow().withUndefined(undefined));
            all.add(Recall.metric().perRow().withUndefined(undefined));
            if (undefined == Undefined.ZERO || undefined == Undefined.ONE) {
                all.add(Jaccard.metric().perRow().withUndefined(undefined));
                all.add(F1.metric().perRow().withUndefined(undefined));
            }
        }
        return all.stream();
    }

    @Override
    protected Rows rows(Metric metric, int n) {
        return labels(n, 0.7);
    }

    @Override
    protected Rows perfect(Metric metric, int n) {
        return labels(n, 0);
    }

    private static Rows labels(int n, double noise) {
        double[] scores = new double[n * LABELS];
        int[] targets = new int[n * LABELS];
        for (int i = 0; i < scores.length; i++) {
            targets[i] = i * 7 % 5 < 2 ? 1 : 0;
            scores[i] = (1 - noise) * targets[i] + noise * Math.round(RANDOM.uniform(i) * 20) / 20;
        }
        return Rows.of(Tensor.of(Shape.of(n, LABELS), scores), Tensor.of(Shape.of(n, LABELS), targets));
    }

    @Override
    protected String family() {
        return "label";
    }
}
