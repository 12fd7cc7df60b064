package org.librate.core.prepare;

import java.util.List;
import org.librate.core.learn.FittedTransformer;
import org.librate.core.table.ColumnType;
import org.librate.core.table.NumericColumn;
import org.librate.core.table.Table;

/**
 * Yeo and Johnson's power transformation, which takes numbers of either sign: its exponent λ is the one under which the training values look most
 * normal (maximum likelihood, Yeo and Johnson 2000); then mean 0 and deviation 1, unless changed. A constant column keeps λ = 1, which changes
 * nothing.
 *
 * @param columns which; all of numbers unless changed
 * @param standardize whether the result is brought to mean 0 and deviation 1
 */
public record PowerTransformer(Columns columns, boolean standardize) implements ColumnStep<PowerTransformer> {

    private static final String NAME = "PowerTransformer";

    public static PowerTransformer create() {
        return new PowerTransformer(Numeric.COLUMNS, true);
    }

    @Override
    public PowerTransformer on(Columns columns) {
        return new PowerTransformer(columns, standardize);
    }

    public PowerTransformer withStandardize(boolean standardize) {
        return new PowerTransformer(columns, standardize);
    }

    @Override
    public FittedTransformer fit(Table train) {
        List<String> names = columns.toLearn(NAME, train, ColumnType.NUMERIC);
        double[] lambdas = new double[names.size()];
        double[] means = new double[lambdas.length];
        double[] deviations = new double[lambdas.length];
        for (int c = 0; c < lambdas.length; c++) {
            double[] values = Stats.present(NAME, train.numeric(names.get(c)));
            lambdas[c] = 1;
            deviations[c] = 1;
            if (values.length == 0) {
                continue;
            }
            double mean = Stats.mean(values);
            if (!Stats.isConstant(Stats.variance(values, mean), mean, values.length)) {
                lambdas[c] = bestLambda(values);
            }
            if (standardize) {
                double lambda = lambdas[c];
                for (int i = 0; i < values.length; i++) {
                    values[i] = yeoJohnson(values[i], lambda);
                }
                means[c] = Stats.mean(values);
                double variance = Stats.variance(values, means[c]);
                deviations[c] = Stats.isConstant(variance, means[c], values.length) ? 1 : Math.sqrt(variance);
            }
        }
        return new Fitted(names, lambdas, means, deviations);
    }

    /** x ≥ 0: ((x + 1)^λ − 1) / λ; x &lt; 0: −((1 − x)^(2 − λ) − 1) / (2 − λ); logarithms where a denominator is 0. */
    static double yeoJohnson(double x, double lambda) {
        if (lambda == 1) {
            return x;
        }
        if (x >= 0) {
            return Math.abs(lambda) < 1e-15 ? Math.log1p(x) : Math.expm1(lambda * Math.log1p(x)) / lambda;
        }
        return Math.abs(lambda - 2) < 1e-15 ? -Math.log1p(-x) : -Math.expm1((2 - lambda) * Math.log1p(-x)) / (2 - lambda);
    }

    /** What is to be as small as can be: n/2 · log(variance) − (λ − 1) · Σ sign(x) log(1 + |x|). */
    private static double misfit(double[] values, double[] changed, double lambda, double logs) {
        for (int i = 0; i < values.length; i++) {
            changed[i] = yeoJohnson(values[i], lambda);
        }
        double variance = Stats.variance(changed, Stats.mean(changed));
        double misfit = values.length / 2.0 * Math.log(variance) - (lambda - 1) * logs;
        return Double.isFinite(misfit) ? misfit : Double.POSITIVE_INFINITY;
    }

    /** Golden sections: the likelihood has one peak in λ. The bracket grows while its best lies at an end. */
    private static double bestLambda(double[] values) {
        double logs = 0;
        for (double value : values) {
            logs += Math.copySign(Math.log1p(Math.abs(value)), value);
        }
        double[] changed = new double[values.length];
        double middle = 1;
        double reach = 2;
        double best = misfit(values, changed, middle, logs);
        while (reach < 1 << 10) {
            double down = misfit(values, changed, middle - reach, logs);
            double up = misfit(values, changed, middle + reach, logs);
            if (best <= down && best <= up) {
                break;
            }
            middle = down < up ? middle - reach : middle + reach;
            best = Math.min(down, up);
            reach *= 2;
        }
        double low = middle - reach;
        double high = middle + reach;
        double golden = (Math.sqrt(5) - 1) / 2;
        double a = high - golden * (high - low);
        double b = low + golden * (high - low);
        double atA = misfit(values, changed, a, logs);
        double atB = misfit(values, changed, b, logs);
        while (high - low > 1e-9 * Math.max(1, Math.abs(a))) {
            if (atA <= atB) {
                high = b;
                b = a;
                atB = atA;
                a = high - golden * (high - low);
                atA = misfit(values, changed, a, logs);
            } else {
                low = a;
                a = b;
                atA = atB;
                b = low + golden * (high - low);
                atB = misfit(values, changed, b, logs);
            }
        }
        return (low + high) / 2;
    }

    /** λ, and the mean and deviation afterwards, of each column. */
    public record Fitted(List<String> columns, double[] lambdas, double[] means, double[] deviations) implements FittedTransformer {

        public Fitted {
            columns = List.copyOf(columns);
            lambdas = lambdas.clone();
            means = means.clone();
            deviations = deviations.clone();
            Fits.length("FittedPowerTransformer", "lambdas", lambdas.length, columns.size());
            Fits.length("FittedPowerTransformer", "means", means.length, columns.size());
            Fits.length("FittedPowerTransformer", "deviations", deviations.length, columns.size());
        }

        @Override
        public Table apply(Table rows) {
            Edit edit = new Edit(NAME, rows, columns);
            for (int c = 0; c < columns.size(); c++) {
                String name = columns.get(c);
                double[] values = edit.numeric(name).toArray();
                for (int i = 0; i < values.length; i++) {
                    values[i] = (yeoJohnson(values[i], lambdas[c]) - means[c]) / deviations[c];
                }
                edit.replace(name, NumericColumn.wrap(name, values));
            }
            return edit.done();
        }

        @Override
        public String toString() {
            return "FittedPowerTransformer" + columns;
        }
    }
}
