package org.librate.examples;

import java.util.List;
import org.librate.core.Check;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.learn.Estimator;
import org.librate.core.learn.Model;
import org.librate.core.table.Table;

/**
 * Logistic regression in which both classes count alike however rare one is: what it takes to write an estimator of one's own. Its probabilities are
 * too high for the rare class, by design.
 *
 * @param penalty on the squares of the coefficients, a multiple of the mean loss
 */
record BalancedLogistic(double penalty) implements Estimator<Model> {

    private static final int STEPS = 150;
    private static final double RATE = 0.5;

    BalancedLogistic {
        Check.notNegative("BalancedLogistic", "penalty", penalty);
    }

    /** Gradient descent; the features are expected on one scale. */
    @Override
    public Model fit(Table train) {
        int[] y = train.labels();
        float[] x = train.matrix().toArray();
        int width = x.length / y.length;
        double[] share = new double[2];
        for (int label : y) {
            share[label] += 1.0 / y.length;
        }
        double[] coefficients = new double[width + 1]; // the last is the intercept
        for (int step = 0; step < STEPS; step++) {
            double[] gradient = new double[width + 1];
            for (int i = 0; i < y.length; i++) {
                double off = (probability(x, i, coefficients) - y[i]) / (2 * share[y[i]] * y.length);
                for (int j = 0; j < width; j++) {
                    gradient[j] += off * x[i * width + j];
                }
                gradient[width] += off;
            }
            for (int j = 0; j <= width; j++) {
                coefficients[j] = (coefficients[j] - RATE * gradient[j]) / (j < width ? 1 + RATE * penalty : 1);
            }
        }
        return new Fitted(coefficients, train.classNames());
    }

    private static double probability(float[] x, int row, double[] coefficients) {
        int width = coefficients.length - 1;
        double z = coefficients[width];
        for (int j = 0; j < width; j++) {
            z += coefficients[j] * x[row * width + j];
        }
        return 1 / (1 + Math.exp(-z));
    }

    private record Fitted(double[] coefficients, List<String> classNames) implements Model {

        @Override
        public Tensor scores(Table rows) {
            float[] x = rows.matrix().toArray();
            float[] scores = new float[2 * rows.rows()];
            for (int i = 0; i < rows.rows(); i++) {
                scores[2 * i + 1] = (float) probability(x, i, coefficients);
                scores[2 * i] = 1 - scores[2 * i + 1];
            }
            return Tensor.of(Shape.of(rows.rows(), 2), scores);
        }
    }
}
