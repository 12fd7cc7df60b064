package org.librate.tuning.validation;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.librate.core.learn.Model;
import org.librate.core.metric.Metric;
import org.librate.tuning.split.Fold;

/**
 * One fold of a cross-validation.
 *
 * @param test values of the metrics on the fold's test rows
 * @param train values on its training rows; empty unless asked for
 * @param model what was fitted; empty unless asked for
 * @param failure why there are no values
 */
public record FoldResult<M extends Model>(int number, Fold fold, Map<Metric, Double> test, Map<Metric, Double> train, double fitSeconds,
        double scoreSeconds, Optional<M> model,
        Optional<Throwable> failure) {

    public FoldResult {
        test = new LinkedHashMap<>(test);
        train = new LinkedHashMap<>(train);
    }

    /** The value of a metric on the test rows; NaN if the fold failed. */
    public double get(Metric metric) {
        return value(test, metric);
    }

    static double value(Map<Metric, Double> values, Metric metric) {
        @Nullable Double value = values.get(metric);
        if (value == null) {
            throw new IllegalArgumentException("CrossValidation: it did not compute " + metric.name() + " but " + values.keySet().stream()
                    .map(Metric::name).toList() + ". Give it to metrics(..).");
        }
        return value;
    }

    @Override
    public String toString() {
        return "FoldResult[" + number + ", " + fold + ", " + test + "]";
    }
}
