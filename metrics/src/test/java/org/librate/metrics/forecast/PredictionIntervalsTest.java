package org.librate.metrics.forecast;

import java.util.stream.Stream;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.metric.Metric;
import org.librate.metrics.MetricContract;
import org.librate.metrics.Rows;

class PredictionIntervalsTest extends MetricContract {

    @Override
    protected Stream<Metric> metrics() {
        return Stream.of(IntervalCoverage.of(0.9), IntervalWidth.metric(), WinklerScore.of(0.9));
    }

    @Override
    protected Rows rows(Metric metric, int n) {
        double[] bounds = new double[2 * n];
        double[] targets = new double[n];
        for (int i = 0; i < n; i++) {
            bounds[2 * i] = RANDOM.normal(i);
            bounds[2 * i + 1] = bounds[2 * i] + RANDOM.uniform(i + n) + 0.1;
            targets[i] = RANDOM.withDraw(1).normal(i);
        }
        return Rows.of(Tensor.of(Shape.of(n, 2), bounds), Tensor.of(targets));
    }

    /** As narrow as can be around what came; for the coverage, right for nine of ten rows. */
    @Override
    protected Rows perfect(Metric metric, int n) {
        double[] targets = rows(metric, n).targets().toDoubles();
        double[] bounds = new double[2 * n];
        for (int i = 0; i < bounds.length; i++) {
            bounds[i] = targets[i / 2] + (metric instanceof IntervalCoverage && i / 2 % 10 == 0 ? 1 : 0);
        }
        return Rows.of(Tensor.of(Shape.of(n, 2), bounds), Tensor.of(targets));
    }

    @Override
    protected String family() {
        return "bounds";
    }
}
