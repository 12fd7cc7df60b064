package org.librate.metrics.regression;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.metric.Mae;
import org.librate.core.metric.Metric;
import org.librate.core.metric.Mse;
import org.librate.metrics.MetricContract;
import org.librate.metrics.Rows;
import org.librate.metrics.forecast.Wape;

class RegressionMetricsTest extends MetricContract {

    @Override
    protected Stream<Metric> metrics() {
        List<Metric> all = new ArrayList<>(List.of(Mae.metric(), Mse.metric(), Rmse.metric(), Rmsle.metric(), Mape.metric(), Smape.metric(),
                Pinball.of(0.1),
                Pinball.of(0.5), Pinball.of(0.9), MedianAbsoluteError.metric(), MaxError.metric(), R2.metric(), R2.adjusted(3),
                ExplainedVariance.metric(),
                D2Pinball.absolute(), D2Pinball.of(0.9), Wape.metric()));
        for (double power : new double[] {-1, 0, 1, 1.5, 2, 3}) {
            all.add(TweedieDeviance.of(power));
            all.add(D2Tweedie.of(power));
        }
        return all.stream();
    }

    @Override
    protected Rows rows(Metric metric, int n) {
        return numbers(n, 0.3);
    }

    @Override
    protected Rows perfect(Metric metric, int n) {
        return numbers(n, 0);
    }

    /** Two columns; three features are few enough for the rows. */
    private static Rows numbers(int n, double noise) {
        double[] given = new double[2 * n];
        double[] wanted = new double[2 * n];
        for (int i = 0; i < given.length; i++) {
            wanted[i] = 0.5 + Math.round(RANDOM.uniform(i) * 50) / 5.0;
            given[i] = wanted[i] * Math.exp(noise * RANDOM.withDraw(1).normal(i));
        }
        return Rows.of(Tensor.of(Shape.of(n, 2), given), Tensor.of(Shape.of(n, 2), wanted));
    }

    @Override
    protected String family() {
        return "regression";
    }
}
