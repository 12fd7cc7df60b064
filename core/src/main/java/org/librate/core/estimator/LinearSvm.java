package org.librate.core.estimator;

import java.util.Arrays;
import java.util.Map;
import org.librate.core.Check;
import org.librate.core.learn.Estimator;
import org.librate.core.random.RandomSource;
import org.librate.core.table.Table;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The plane with the widest margin between two classes, or one against the rest for each of several. It makes {@code C · Σ weight · loss + ½ Σw²}
 * small, as LIBLINEAR and scikit-learn's {@code LinearSVC} do: the intercept is the coefficient of a constant feature 1 and penalised like the
 * others. Takes vectors as well as numbers, so also the features of a frozen network.
 *
 * <pre>{@code
 * LinearClassifier model = LinearSvm.create().withC(0.1).fit(table);
 * Tensor distances = model.decision(rows);
 * }</pre>
 */
public record LinearSvm(double c, Loss loss, boolean intercept, ClassWeights classWeights, int maxIterations, double tolerance, long seed)
        implements Estimator<LinearClassifier> {

    private static final String NAME = "LinearSvm";
    private static final Logger LOG = LoggerFactory.getLogger(LinearSvm.class);

    /** What a row on the wrong side costs. */
    public enum Loss {
        /** {@code max(0, 1 − y f)}: dual coordinate descent (Hsieh et al. 2008). */
        HINGE,
        /** {@code max(0, 1 − y f)²}: L-BFGS. */
        SQUARED_HINGE
    }

    public LinearSvm {
        Check.positive(NAME, "C", c);
        Check.positive(NAME, "maxIterations", maxIterations);
        Check.positive(NAME, "tolerance", tolerance);
    }

    /** The squared hinge with C = 1. */
    public static LinearSvm create() {
        return new LinearSvm(1, Loss.SQUARED_HINGE, true, ClassWeights.equal(), 1000, 1e-6, 0);
    }

    /** How much the rows count against the width of the margin. */
    public LinearSvm withC(double c) {
        return new LinearSvm(c, loss, intercept, classWeights, maxIterations, tolerance, seed);
    }

    public LinearSvm withLoss(Loss loss) {
        return new LinearSvm(c, loss, intercept, classWeights, maxIterations, tolerance, seed);
    }

    public LinearSvm withIntercept(boolean intercept) {
        return new LinearSvm(c, loss, intercept, classWeights, maxIterations, tolerance, seed);
    }

    /** All classes count the same in sum, however many rows they have. */
    public LinearSvm withBalancedClasses() {
        return new LinearSvm(c, loss, intercept, ClassWeights.balanced(), maxIterations, tolerance, seed);
    }

    /** How much a row counts by its class; 1 for those not named. */
    public LinearSvm withClassWeights(Map<String, Double> weights) {
        return new LinearSvm(c, loss, intercept, ClassWeights.of(weights), maxIterations, tolerance, seed);
    }

    /** How much a row counts by its class. */
    public LinearSvm withClassWeights(ClassWeights weights) {
        return new LinearSvm(c, loss, intercept, weights, maxIterations, tolerance, seed);
    }

    public LinearSvm withMaxIterations(int maxIterations) {
        return new LinearSvm(c, loss, intercept, classWeights, maxIterations, tolerance, seed);
    }

    /** Done when no derivative is above this: of the mean loss by a coefficient, or for the hinge of the dual by a row's share. */
    public LinearSvm withTolerance(double tolerance) {
        return new LinearSvm(c, loss, intercept, classWeights, maxIterations, tolerance, seed);
    }

    /** Another order of the rows for the hinge. */
    public LinearSvm withSeed(long seed) {
        return new LinearSvm(c, loss, intercept, classWeights, maxIterations, tolerance, seed);
    }

    @Override
    public LinearClassifier fit(Table train) {
        ClassRows rows = new ClassRows(NAME, train, classWeights, loss == Loss.HINGE);
        Columns columns = Columns.of(rows.x, rows.shares(), false, loss == Loss.SQUARED_HINGE);
        int outputs = rows.outputs();
        double[][] coefficients = new double[outputs][];
        double[] intercepts = new double[outputs];
        Convergence end = new Convergence(true, 0, 0);
        for (int k = 0; k < outputs; k++) {
            int yes = outputs == 1 ? 1 : k;
            int[] labels = Arrays.stream(rows.labels).map(label -> label == yes ? 1 : 0).toArray();
            double[] w = new double[columns.width + (intercept ? 1 : 0)];
            end = end.and(loss == Loss.HINGE ? dual(columns, rows.weights, labels, w) : smooth(columns, rows, labels, w));
            coefficients[k] = columns.original(w, 0);
            intercepts[k] = intercept ? w[columns.width] : 0;
        }
        if (!end.converged()) {
            LOG.warn("{}: {}; {} is left, the tolerance is {}. Scale the features, allow more with withMaxIterations, or take a smaller C.", this,
                    end, end.remaining(), tolerance);
        }
        return new LinearClassifier(rows.schema, rows.classNames, rows.present, coefficients, intercepts, LinearClassifier.Kind.MARGIN, end);
    }

    private Convergence smooth(Columns columns, ClassRows rows, int[] labels, double[] w) {
        double unit = 1 / (c * rows.weightSum());
        double[] squares = new double[w.length];
        Arrays.fill(squares, unit);
        for (int j = 0; j < columns.width; j++) {
            squares[j] /= columns.spreads[j] * columns.spreads[j];
        }
        LinearObjective objective = new LinearObjective(columns, rows.shares(), RowLoss.squaredHinge(labels), 1, intercept, squares);
        return Lbfgs.minimize(objective, new double[0], w, tolerance, maxIterations);
    }

    /** A share in [0, C · weight] for each row, one after the other in a new order each time; the plane is the sum of rows times their shares. */
    private Convergence dual(Columns columns, double[] weights, int[] labels, double[] w) {
        int n = columns.n;
        int width = columns.width;
        double[] shares = new double[n];
        double[] lengths = new double[n];
        for (int i = 0; i < n; i++) {
            lengths[i] = RowBlocks.dot(columns.x, i * width, columns.x, i * width, width) + (intercept ? 1 : 0);
        }
        RandomSource random = RandomSource.of(seed).stream("order");
        double worst = 0;
        for (int epoch = 0; epoch < maxIterations; epoch++) {
            worst = 0;
            for (int i : random.at(epoch).permutation(n)) {
                double most = c * weights[i];
                if (most == 0 || lengths[i] == 0) {
                    continue;
                }
                double sign = 2 * labels[i] - 1;
                double slope = sign * (RowBlocks.dot(columns.x, i * width, w, 0, width) + (intercept ? w[width] : 0)) - 1;
                double possible = shares[i] == 0 ? Math.min(slope, 0) : shares[i] == most ? Math.max(slope, 0) : slope;
                worst = Math.max(worst, Math.abs(possible));
                if (possible != 0) {
                    double before = shares[i];
                    shares[i] = Math.min(Math.max(before - slope / lengths[i], 0), most);
                    double change = (shares[i] - before) * sign;
                    RowBlocks.addTo(w, 0, change, columns.x, i * width, width);
                    if (intercept) {
                        w[width] += change;
                    }
                }
            }
            if (worst <= tolerance) {
                return new Convergence(true, epoch + 1, worst);
            }
        }
        return new Convergence(false, maxIterations, worst);
    }

    @Override
    public String toString() {
        return NAME + "[C=" + c + ", loss=" + loss + (intercept ? "" : ", no intercept")
                + (classWeights.equals(ClassWeights.equal()) ? "" : ", classWeights=" + classWeights) + "]";
    }
}
