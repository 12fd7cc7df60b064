package org.librate.core.estimator;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.librate.core.Check;
import org.librate.core.Tensor;
import org.librate.core.kernel.host.HostParallel;
import org.librate.core.learn.Model;
import org.librate.core.table.Table;

/**
 * A fitted {@link LinearRegression}.
 *
 * @param weights a coefficient for each number of a row
 */
public record LinearRegressor(FeatureSchema features, double[] weights, double intercept, Convergence convergence) implements Model {

    public LinearRegressor {
        weights = weights.clone();
        Check.require(weights.length == features.width(), "LinearRegressor", "needs a coefficient for each of " + features.width() + " features",
                weights.length);
    }

    @Override
    public double[] weights() {
        return weights.clone();
    }

    /** The coefficients by the names of features. */
    public Map<String, Double> coefficients() {
        Map<String, Double> named = new LinkedHashMap<>();
        List<String> names = features.names();
        for (int j = 0; j < weights.length; j++) {
            named.put(names.get(j), weights[j]);
        }
        return named;
    }

    @Override
    public Tensor scores(Table rows) {
        double[] x = features.matrix("LinearRegressor", rows);
        int width = weights.length;
        float[] values = new float[rows.rows()];
        HostParallel.run((from, to) -> {
            for (int i = from; i < to; i++) {
                values[i] = (float) (RowBlocks.dot(x, i * width, weights, 0, width) + intercept);
            }
        }, values.length, Math.max(1, (1 << 17) / (width + 1)));
        return TrainingRows.values(values);
    }

    @Override
    public List<String> classNames() {
        return List.of();
    }

    /** A line for each feature with its coefficient, the largest first. */
    public String report() {
        StringBuilder text = new StringBuilder("LinearRegressor, " + convergence);
        int widest = Math.max(9, features.names().stream().mapToInt(String::length).max().orElse(0));
        text.append(String.format(Locale.ROOT, "%n%-" + widest + "s %12.5g", "intercept", intercept));
        coefficients().entrySet().stream().sorted(Comparator.comparingDouble((Map.Entry<String, Double> one) -> -Math.abs(one.getValue())))
                .forEach(one -> text.append(String.format(Locale.ROOT, "%n%-" + widest + "s %12.5g", one.getKey(), one.getValue())));
        return text.toString();
    }

    @Override
    public String toString() {
        return "LinearRegressor[intercept=" + FeatureSchema.shown(intercept) + ", " + FeatureSchema.named(features.names(), weights) + "]";
    }
}
