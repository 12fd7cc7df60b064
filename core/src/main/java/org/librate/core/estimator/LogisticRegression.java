package org.librate.core.estimator;

import java.util.Arrays;
import java.util.Map;
import org.librate.core.Check;
import org.librate.core.learn.ClassCounts;
import org.librate.core.learn.Estimator;
import org.librate.core.table.Table;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Linear log-odds: two classes by one sigmoid, more by a softmax over all of them at once. It makes
 *
 * <pre>{@code
 * C · Σ weight · log loss  +  l1Ratio · Σ|w| + (1 − l1Ratio) · ½ Σw²
 * }</pre>
 *
 * small: the convention of scikit-learn, where a large C means little penalty. The intercept is not penalised. Columns are put on one scale for the
 * solver and back afterwards, so that the optimum is that of the features as they are; whoever wants the penalty to mean the same for each feature
 * scales them before.
 *
 * <pre>{@code
 * LinearClassifier model = LogisticRegression.create().withC(0.5).withBalancedClasses().fit(split.train());
 * System.out.println(model.report());
 * }</pre>
 */
public record LogisticRegression(double c, Penalty penalty, boolean intercept, ClassWeights classWeights, int maxIterations, double tolerance)
        implements Estimator<LinearClassifier> {

    private static final String NAME = "LogisticRegression";
    private static final Logger LOG = LoggerFactory.getLogger(LogisticRegression.class);

    public LogisticRegression {
        Check.positive(NAME, "C", c);
        Check.positive(NAME, "maxIterations", maxIterations);
        Check.positive(NAME, "tolerance", tolerance);
    }

    /** L2 with C = 1. */
    public static LogisticRegression create() {
        return new LogisticRegression(1, Penalty.l2(), true, ClassWeights.equal(), 1000, 1e-6);
    }

    /** How much the rows count against the penalty. */
    public LogisticRegression withC(double c) {
        return new LogisticRegression(c, penalty, intercept, classWeights, maxIterations, tolerance);
    }

    public LogisticRegression withPenalty(Penalty penalty) {
        return new LogisticRegression(c, penalty, intercept, classWeights, maxIterations, tolerance);
    }

    public LogisticRegression withIntercept(boolean intercept) {
        return new LogisticRegression(c, penalty, intercept, classWeights, maxIterations, tolerance);
    }

    /** All classes count the same in sum, however many rows they have. */
    public LogisticRegression withBalancedClasses() {
        return new LogisticRegression(c, penalty, intercept, ClassWeights.balanced(), maxIterations, tolerance);
    }

    /** How much a row counts by its class; 1 for those not named. */
    public LogisticRegression withClassWeights(Map<String, Double> weights) {
        return new LogisticRegression(c, penalty, intercept, ClassWeights.of(weights), maxIterations, tolerance);
    }

    /** How much a row counts by its class. */
    public LogisticRegression withClassWeights(ClassWeights weights) {
        return new LogisticRegression(c, penalty, intercept, weights, maxIterations, tolerance);
    }

    public LogisticRegression withMaxIterations(int maxIterations) {
        return new LogisticRegression(c, penalty, intercept, classWeights, maxIterations, tolerance);
    }

    /** Done when no derivative of the mean loss, by a feature of spread 1, is above this. */
    public LogisticRegression withTolerance(double tolerance) {
        return new LogisticRegression(c, penalty, intercept, classWeights, maxIterations, tolerance);
    }

    @Override
    public LinearClassifier fit(Table train) {
        ClassRows rows = new ClassRows(NAME, train, classWeights, false);
        double[] shares = rows.shares();
        Columns columns = Columns.of(rows.x, shares, intercept, true);
        int outputs = rows.outputs();
        int width = columns.width;
        int stride = width + (intercept ? 1 : 0);
        double[] squares = new double[outputs * stride];
        double[] prices = new double[penalty.onAbsolutes() > 0 ? outputs * stride : 0];
        double unit = 1 / (c * rows.weightSum());
        for (int k = 0; k < outputs; k++) {
            for (int j = 0; j < width; j++) {
                squares[k * stride + j] = unit * penalty.onSquares() / (columns.spreads[j] * columns.spreads[j]);
                if (prices.length > 0) {
                    prices[k * stride + j] = unit * penalty.onAbsolutes() / columns.spreads[j];
                }
            }
        }
        RowLoss loss = outputs == 1 ? RowLoss.logistic(rows.labels) : RowLoss.softmax(rows.labels);
        double[] w = new double[outputs * stride];
        Convergence end = Lbfgs.minimize(new LinearObjective(columns, shares, loss, outputs, intercept, squares), prices, w, tolerance,
                maxIterations);
        if (!end.converged()) {
            LOG.warn("{}: {}; the largest derivative is {}, the tolerance {}. {}", this, end, end.remaining(), tolerance,
                    penalty.kind() == Penalty.Kind.NONE
                    ? "Classes that can be told apart perfectly have no finite optimum: add a penalty."
                    : "Allow more with withMaxIterations, or a smaller C.");
        }
        double[][] coefficients = new double[outputs][];
        double[] intercepts = new double[outputs];
        for (int k = 0; k < outputs; k++) {
            coefficients[k] = columns.original(w, k * stride);
            intercepts[k] = intercept ? columns.intercept(w[k * stride + width], coefficients[k]) : 0;
        }
        if (outputs > 1 && intercept) {
            // the same may be added to all intercepts: take those that sum to 0
            double mean = Arrays.stream(intercepts).average().orElse(0);
            Arrays.setAll(intercepts, k -> intercepts[k] - mean);
        }
        return new LinearClassifier(rows.schema, rows.classNames, rows.present, coefficients, intercepts, LinearClassifier.Kind.LOGISTIC, end);
    }

    /** As the rows weigh, times the class weights. */
    @Override
    public ClassCounts learnedCounts(Table train) {
        ClassCounts counts = ClassCounts.of(train);
        return counts.times(classWeights.factors(counts));
    }

    @Override
    public String toString() {
        return NAME + "[C=" + c + ", penalty=" + penalty + (intercept ? "" : ", no intercept")
                + (classWeights.equals(ClassWeights.equal()) ? "" : ", classWeights=" + classWeights) + "]";
    }
}
