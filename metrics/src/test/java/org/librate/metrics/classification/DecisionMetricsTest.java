package org.librate.metrics.classification;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.metric.Accuracy;
import org.librate.core.metric.Metric;
import org.librate.metrics.MetricContract;
import org.librate.metrics.Rows;
import org.librate.metrics.Undefined;

class DecisionMetricsTest extends MetricContract {

    /** Rates with every average and policy, as far as the golden file has them. */
    static List<Metric> rates(boolean labels) {
        List<Metric> rates = new ArrayList<>();
        for (Undefined undefined : Undefined.values()) {
            boolean number = undefined == Undefined.ZERO || undefined == Undefined.ONE;
            for (ClassRate rate : List.of(Precision.metric(), Recall.metric(), Specificity.metric(), NegativePredictiveValue.metric(),
                    Jaccard.metric(),
                    F1.metric(), FBeta.of(2))) {
                boolean f = rate.formula() instanceof FBeta;
                boolean counts = !f && !rate.equals(Jaccard.metric());
                for (ClassRate averaged : List.of(rate.macro(), rate.micro(), rate.weighted())) {
                    ClassRate one = averaged.withUndefined(undefined);
                    boolean micro = averaged.equals(rate.micro());
                    boolean plainF1 = rate.equals(F1.metric()) && undefined == Undefined.NAN && !micro;
                    if (counts || number && !(f && micro && undefined == Undefined.ONE) || plainF1) {
                        rates.add(labels ? one.overLabels() : one);
                    }
                }
                if (!labels && number && (rate.equals(Precision.metric()) || rate.equals(Recall.metric()) || rate.equals(F1.metric()))) {
                    rates.add(rate.withUndefined(undefined));
                }
            }
        }
        return rates;
    }

    @Override
    protected Stream<Metric> metrics() {
        List<Metric> all = rates(false);
        for (int i = 0; i < 3; i++) {
            all.addAll(List.of(Precision.of(i), Recall.of(i), Jaccard.of(i)));
        }
        all.addAll(List.of(FalsePositiveRate.metric(), FalseDiscoveryRate.metric(), FalseNegativeRate.metric(), PositiveLikelihoodRatio.metric(),
                NegativeLikelihoodRatio.metric(), MacroMae.metric()));
        all.addAll(List.of(Precision.metric(), Recall.metric(), F1.metric(), Specificity.metric(), NegativePredictiveValue.metric(), Jaccard.metric(),
                IndexOfBalancedAccuracy.metric(), IndexOfBalancedAccuracy.withAlpha(0.3), IndexOfBalancedAccuracy.metric().macro(),
                IndexOfBalancedAccuracy.metric().weighted(), Accuracy.metric(), HammingLoss.metric(), BalancedAccuracy.metric(),
                BalancedAccuracy.metric().withAdjusted(true), Mcc.metric(), Mcc.metric().withUndefined(Undefined.ZERO), CohenKappa.metric(),
                CohenKappa.linear(),
                CohenKappa.quadratic(), GeometricMean.metric(), GeometricMean.metric().withCorrection(0.001),
                ExpectedCost.of(new double[][] {{0, 1, 2.5}, {3, -0.5, 1}, {25, 1, 0}})));
        return all.stream();
    }

    private static boolean binary(Metric metric) {
        return metric instanceof ClassRate rate && rate.average().equals(Average.BINARY);
    }

    @Override
    protected Rows rows(Metric metric, int n) {
        return classes(binary(metric) ? 2 : 3, n, 0.4);
    }

    @Override
    protected Rows perfect(Metric metric, int n) {
        return classes(binary(metric) ? 2 : 3, n, 0);
    }

    @Override
    protected boolean hasBest(Metric metric) {
        return !(metric instanceof ClassRate rate && rate.formula() instanceof PositiveLikelihoodRatio);
    }

    /** Class i mod (classes), said with some doubt: most right for little noise, all right without. */
    static Rows classes(int classes, int n, double noise) {
        float[] scores = new float[n * classes];
        int[] targets = new int[n];
        for (int i = 0; i < n; i++) {
            targets[i] = i % 7 % classes;
            float sum = 0;
            for (int c = 0; c < classes; c++) {
                int at = i * classes + c;
                scores[at] = (float) ((c == targets[i] ? 1 : 0) + noise * Math.round(RANDOM.uniform(at) * 20) / 4);
                sum += scores[at];
            }
            for (int c = 0; c < classes; c++) {
                scores[i * classes + c] /= sum;
            }
        }
        return Rows.of(Tensor.of(Shape.of(n, classes), scores), Tensor.of(targets));
    }

    @Override
    protected String family() {
        return "decision";
    }
}
