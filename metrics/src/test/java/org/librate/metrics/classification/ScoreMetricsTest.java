package org.librate.metrics.classification;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.librate.core.metric.Metric;
import org.librate.metrics.MetricContract;
import org.librate.metrics.Rows;
import org.librate.metrics.Undefined;

class ScoreMetricsTest extends MetricContract {

    @Override
    protected Stream<Metric> metrics() {
        List<Metric> all = new ArrayList<>(List.of(RocAuc.metric(), RocAuc.of(0), RocAuc.macro(), RocAuc.weighted(), RocAuc.micro(),
                RocAuc.oneVsOne(),
                RocAuc.oneVsOneWeighted(), RocAuc.metric().withMaxFalsePositiveRate(0.1), RocAuc.metric().withMaxFalsePositiveRate(0.37),
                PrAuc.metric(),
                AveragePrecision.metric().withUndefined(Undefined.ZERO), PrAuc.macro(), AveragePrecision.macro().withUndefined(Undefined.ZERO),
                AveragePrecision.weighted(), AveragePrecision.micro(), KolmogorovSmirnov.metric(), Gain.at(0.1), Gain.at(0.25), Lift.at(0.1),
                Lift.at(0.25),
                LogLoss.metric(), Brier.metric(), TopK.of(1), TopK.of(2), CalibrationError.of(1).withBins(5).withEqualMass(),
                CalibrationError.metric().withBins(5).withEqualMass(), CalibrationError.metric().withBins(10).withClasses()));
        all.addAll(List.of(D2LogLoss.metric(), D2Brier.metric(), EqualErrorRate.metric()));
        for (double limit : new double[] {0.5, 0.8}) {
            all.addAll(List.of(RecallAtPrecision.of(limit), SensitivityAtSpecificity.of(limit), SpecificityAtSensitivity.of(limit)));
        }
        for (CalibrationError.Norm norm : CalibrationError.Norm.values()) {
            all.add(CalibrationError.of(1).withBins(10).withNorm(norm));
            all.add(CalibrationError.metric().withNorm(norm));
        }
        return all.stream();
    }

    private static int classes(Metric metric) {
        String text = metric.toString();
        return text.contains("average=binary") ? 2 : 3;
    }

    @Override
    protected Rows rows(Metric metric, int n) {
        return DecisionMetricsTest.classes(classes(metric), n, 0.4);
    }

    @Override
    protected Rows perfect(Metric metric, int n) {
        return DecisionMetricsTest.classes(classes(metric), n, 0);
    }

    @Override
    protected String family() {
        return "score";
    }
}
