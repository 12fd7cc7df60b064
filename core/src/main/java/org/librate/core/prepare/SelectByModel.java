package org.librate.core.prepare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.librate.core.Check;
import org.librate.core.estimator.FeatureSchema;
import org.librate.core.estimator.LinearClassifier;
import org.librate.core.estimator.LinearRegressor;
import org.librate.core.learn.Estimator;
import org.librate.core.learn.FittedTransformer;
import org.librate.core.learn.Model;
import org.librate.core.table.Column;
import org.librate.core.table.ColumnType;
import org.librate.core.table.Table;

/**
 * Keeps the features that weigh most in a linear model of the training rows: unlike {@link FeatureSelection} it sees them together, so that of two
 * that say the same it may keep one. The weight of a feature is the size of its coefficient, summed over the classes; scale before, or features in
 * small units weigh most. Of a vector column, single numbers are kept.
 *
 * <pre>{@code
 * Pipeline.start(StandardScaler.create())
 *         .then(SelectByModel.of(LogisticRegression.create().withC(0.1).withPenalty(Penalty.l1())).withLeast(1e-5))
 *         .estimator(plan)
 * }</pre>
 *
 * @param columns which may go; all of numbers, vectors, and yes and no unless changed
 * @param estimator what learns the coefficients: {@code LogisticRegression}, {@code LinearSvm} or {@code LinearRegression}
 * @param best how many are kept; 0 if the weight decides
 * @param least what a feature must weigh; NaN for the mean of all weights
 */
public record SelectByModel(Columns columns, Estimator<? extends Model> estimator, int best, double least) implements ColumnStep<SelectByModel> {

    private static final String NAME = "SelectByModel";

    /** Keeps the features that weigh at least as much as the mean. */
    public static SelectByModel of(Estimator<? extends Model> estimator) {
        return new SelectByModel(Columns.ofType(ColumnType.NUMERIC, ColumnType.BOOLEAN, ColumnType.VECTOR), estimator, 0, Double.NaN);
    }

    @Override
    public SelectByModel on(Columns columns) {
        return new SelectByModel(columns, estimator, best, least);
    }

    /** Keeps as many, all if there are fewer; of equal ones the first. */
    public SelectByModel withBest(int best) {
        return new SelectByModel(columns, estimator, Check.positive(NAME, "the number of features", best), least);
    }

    /** Keeps those of at least this weight: 1e-5 for those that an L1 penalty has left. */
    public SelectByModel withLeast(double least) {
        return new SelectByModel(columns, estimator, 0, Check.notNegative(NAME, "the least weight", least));
    }

    @Override
    public FittedTransformer fit(Table train) {
        List<String> names = columns.toLearn(NAME, train, ColumnType.NUMERIC, ColumnType.BOOLEAN, ColumnType.VECTOR);
        Set<String> others = new HashSet<>(train.features().stream().map(Column::name).toList());
        names.forEach(others::remove);
        Model model = estimator.fit(others.isEmpty() ? train : train.without(others.toArray(String[]::new)));
        double[] weights = weights(model);
        boolean[] kept = kept(weights);
        List<FeatureSelection.Chosen> chosen = new ArrayList<>();
        int from = 0;
        for (String name : schema(model).columns().stream().map(column -> column.name()).toList()) {
            int first = from;
            int width = Slots.of(NAME, train.column(name)).width();
            from += width;
            double[] none = new double[width];
            Arrays.fill(none, Double.NaN);
            chosen.add(new FeatureSelection.Chosen(name, train.column(name).type(),
                    IntStream.range(0, width).filter(slot -> kept[first + slot]).toArray(), Arrays.copyOfRange(weights, first, from), none));
        }
        return new FeatureSelection.Fitted(chosen);
    }

    private static FeatureSchema schema(Model model) {
        return model instanceof LinearRegressor line ? line.features() : ((LinearClassifier) model).features();
    }

    private double[] weights(Model model) {
        double[][] lines;
        if (model instanceof LinearClassifier classes) {
            lines = classes.coefficients();
        } else {
            Check.require(model instanceof LinearRegressor, NAME, "needs an estimator of a linear model", estimator,
                    "Use LogisticRegression, LinearSvm or LinearRegression.");
            lines = new double[][] {((LinearRegressor) model).weights()};
        }
        double[] weights = new double[lines[0].length];
        for (double[] line : lines) {
            for (int j = 0; j < weights.length; j++) {
                weights[j] += Math.abs(line[j]);
            }
        }
        return weights;
    }

    private boolean[] kept(double[] weights) {
        boolean[] kept = new boolean[weights.length];
        if (best > 0) {
            IntStream.range(0, weights.length).boxed().sorted(Comparator.comparingDouble(j -> -weights[j])).limit(best).forEach(j -> kept[j] = true);
            return kept;
        }
        double limit = Double.isNaN(least) ? Arrays.stream(weights).average().orElse(0) : least;
        for (int j = 0; j < weights.length; j++) {
            kept[j] = weights[j] >= limit;
        }
        return kept;
    }
}
