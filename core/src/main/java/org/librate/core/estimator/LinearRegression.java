package org.librate.core.estimator;

import org.librate.core.Check;
import org.librate.core.learn.Estimator;
import org.librate.core.table.Table;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A linear function of the features with the least squared error, with scikit-learn's conventions for what is made small (W is the sum of weights,
 * the number of rows without):
 *
 * <ul>
 * <li>{@link #create}: {@code Σ weight (y − f)²}; of many solutions the one with the smallest coefficients
 * <li>{@link #ridge}: {@code Σ weight (y − f)² + strength Σw²}
 * <li>{@link #lasso}: {@code Σ weight (y − f)² / 2W + strength Σ|w|}
 * <li>{@link #elasticNet}: {@code Σ weight (y − f)² / 2W + strength (l1Ratio Σ|w| + (1 − l1Ratio) ½ Σw²)}
 * </ul>
 *
 * <pre>{@code
 * LinearRegressor model = LinearRegression.ridge(1.0).fit(split.train());
 * model.coefficients();            // {age=0.31, income=-1.2}
 * }</pre>
 *
 * <p>The intercept is not penalised.
 */
public record LinearRegression(Penalty penalty, double strength, boolean intercept, int maxIterations, double tolerance)
        implements Estimator<LinearRegressor> {

    private static final String NAME = "LinearRegression";
    private static final Logger LOG = LoggerFactory.getLogger(LinearRegression.class);

    public LinearRegression {
        Check.notNegative(NAME, "strength", strength);
        Check.positive(NAME, "maxIterations", maxIterations);
        Check.positive(NAME, "tolerance", tolerance);
    }

    /** Ordinary least squares. */
    public static LinearRegression create() {
        return of(Penalty.none(), 0);
    }

    public static LinearRegression ridge(double strength) {
        return of(Penalty.l2(), strength);
    }

    public static LinearRegression lasso(double strength) {
        return of(Penalty.l1(), strength);
    }

    public static LinearRegression elasticNet(double strength, double l1Ratio) {
        return of(Penalty.elasticNet(l1Ratio), strength);
    }

    private static LinearRegression of(Penalty penalty, double strength) {
        return new LinearRegression(penalty, strength, true, 10_000, 1e-9);
    }

    public LinearRegression withIntercept(boolean intercept) {
        return new LinearRegression(penalty, strength, intercept, maxIterations, tolerance);
    }

    /** Of coordinate descent; the others are solved in one step. */
    public LinearRegression withMaxIterations(int maxIterations) {
        return new LinearRegression(penalty, strength, intercept, maxIterations, tolerance);
    }

    /** Coordinate descent is done when no coefficient changes what is predicted by more than this share of the target's spread. */
    public LinearRegression withTolerance(double tolerance) {
        return new LinearRegression(penalty, strength, intercept, maxIterations, tolerance);
    }

    @Override
    public LinearRegressor fit(Table train) {
        TrainingRows rows = TrainingRows.ofNumbers(NAME, train);
        FeatureSchema schema = FeatureSchema.ofNumbers(NAME, train);
        double[] y = rows.values();
        double[] weights = rows.weights();
        double[] x = schema.matrix(NAME, train);
        Columns columns = Columns.of(FeatureRows.dense(x, y.length, schema.width()), weights, intercept, false);
        double mean = intercept ? Sums.mean(y, weights) : 0;
        for (int i = 0; i < y.length; i++) {
            y[i] -= mean;
        }
        double[] w;
        Convergence end = Convergence.direct();
        if (penalty.onAbsolutes() == 0 && penalty.kind() != Penalty.Kind.ELASTIC_NET) {
            w = LeastSquares.solve(columns, y, weights, penalty.kind() == Penalty.Kind.L2 ? strength : 0);
        } else {
            w = new double[columns.width];
            end = descend(columns, y, weights, w);
        }
        return new LinearRegressor(schema, w, columns.intercept(mean, w), end);
    }

    private Convergence descend(Columns columns, double[] y, double[] weights, double[] w) {
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        double[] shares = new double[weights.length];
        for (int i = 0; i < shares.length; i++) {
            shares[i] = weights[i] / sum;
        }
        Convergence end = new CoordinateDescent(strength * penalty.onAbsolutes(), strength * penalty.onSquares(), tolerance, maxIterations)
                .run(columns, y, shares, w);
        if (!end.converged()) {
            LOG.warn("{}: {}. Scale the features, allow more with withMaxIterations, or take a larger strength.", this, end);
        }
        return end;
    }

    @Override
    public String toString() {
        return NAME + "[penalty=" + penalty + (penalty.kind() == Penalty.Kind.NONE ? "" : ", strength=" + strength)
                + (intercept ? "" : ", no intercept") + "]";
    }
}
