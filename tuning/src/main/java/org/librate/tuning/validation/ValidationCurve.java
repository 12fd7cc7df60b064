package org.librate.tuning.validation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.librate.core.Check;
import org.librate.core.learn.Estimator;
import org.librate.core.learn.Model;
import org.librate.core.metric.Metric;
import org.librate.core.table.Table;
import org.librate.tuning.Threads;
import org.librate.tuning.split.Splitter;

/**
 * How a metric changes with one setting, on test rows and on the rows learned from: where the model begins to learn by heart.
 *
 * <pre>{@code
 * Curve<Integer> curve = ValidationCurve.of("depth", StratifiedKFold.of(5), F1.metric()).run(List.of(1, 2, 4, 8), depth -> tree(depth), table);
 * }</pre>
 *
 * @param setting the name of what changes
 * @param splitter the folds
 * @param metric what is measured
 * @param threads how folds run side by side
 */
public record ValidationCurve(String setting, Splitter splitter, Metric metric, Threads threads) {

    public static ValidationCurve of(String setting, Splitter splitter, Metric metric) {
        return new ValidationCurve(setting, splitter, metric, Threads.all());
    }

    /** How folds run side by side. It changes no result. */
    public ValidationCurve withThreads(Threads threads) {
        return new ValidationCurve(setting, splitter, metric, threads);
    }

    /** The metric at each value. */
    public <V, M extends Model> Curve<V> run(List<V> values, Function<V, Estimator<M>> plan, Table rows) {
        Check.require(!values.isEmpty(), "ValidationCurve", "needs values of " + setting, "none");
        CrossValidation validation = CrossValidation.of(splitter).metrics(metric).withTrainScores(true).withScores(false).threads(threads);
        List<Curve.Point<V>> points = new ArrayList<>();
        for (V value : values) {
            points.add(Curve.Point.of(value, validation.run(plan.apply(value), rows), metric));
        }
        return new Curve<>(setting, metric, points);
    }

    @Override
    public String toString() {
        return "ValidationCurve[" + setting + ", " + splitter + ", " + metric.name() + "]";
    }
}
