package org.librate.core.estimator;

import java.util.Arrays;

/**
 * Makes {@code ½ Σ weight (y − x·w)² + price Σ|w| + ½ square Σw²} small, for centred columns and weights that sum to 1: one coefficient after the
 * other, each of which has a formula (Friedman et al. 2010). With fewer columns than rows it keeps the products of columns, with more the residuals.
 */
final class CoordinateDescent {

    private final double price;
    private final double square;
    private final double tolerance;
    private final int maxIterations;

    CoordinateDescent(double price, double square, double tolerance, int maxIterations) {
        this.price = price;
        this.square = square;
        this.tolerance = tolerance;
        this.maxIterations = maxIterations;
    }

    Convergence run(Columns columns, double[] y, double[] weights, double[] w) {
        double scale = 0;
        for (int i = 0; i < y.length; i++) {
            scale += weights[i] * y[i] * y[i];
        }
        double least = tolerance * Math.sqrt(scale);
        return columns.width <= columns.n ? byProducts(columns, y, weights, w, least) : byResiduals(columns, y, weights, w, least);
    }

    private Convergence byProducts(Columns columns, double[] y, double[] weights, double[] w, double least) {
        double[][] gram = LeastSquares.gram(columns, weights);
        int width = columns.width;
        for (int j = 0; j < width; j++) {
            for (int k = j + 1; k < width; k++) {
                gram[j][k] = gram[k][j];
            }
        }
        double[] gradient = LeastSquares.products(columns, weights, y); // Σ weight x (y − x·w)
        double moved = 0;
        for (int sweep = 1; sweep <= maxIterations; sweep++) {
            moved = 0;
            for (int j = 0; j < width; j++) {
                double change = change(gram[j][j], gradient[j], w[j]);
                if (change != 0) {
                    w[j] += change;
                    RowBlocks.addTo(gradient, 0, -change, gram[j], 0, width);
                    moved = Math.max(moved, Math.abs(change) * Math.sqrt(gram[j][j]));
                }
            }
            if (moved <= least) {
                return new Convergence(true, sweep, moved);
            }
        }
        return new Convergence(false, maxIterations, moved);
    }

    private Convergence byResiduals(Columns columns, double[] y, double[] weights, double[] w, double least) {
        int n = columns.n;
        int width = columns.width;
        double[][] x = new double[width][n];
        double[] residuals = new double[n];
        for (int i = 0; i < n; i++) {
            double root = Math.sqrt(weights[i]);
            residuals[i] = root * y[i];
            for (int j = 0; j < width; j++) {
                x[j][i] = root * columns.x[i * width + j];
            }
        }
        double[] lengths = Arrays.stream(x).mapToDouble(column -> RowBlocks.dot(column, 0, column, 0, n)).toArray();
        double moved = 0;
        for (int sweep = 1; sweep <= maxIterations; sweep++) {
            moved = 0;
            for (int j = 0; j < width; j++) {
                double change = change(lengths[j], RowBlocks.dot(x[j], 0, residuals, 0, n), w[j]);
                if (change != 0) {
                    w[j] += change;
                    RowBlocks.addTo(residuals, 0, -change, x[j], 0, n);
                    moved = Math.max(moved, Math.abs(change) * Math.sqrt(lengths[j]));
                }
            }
            if (moved <= least) {
                return new Convergence(true, sweep, moved);
            }
        }
        return new Convergence(false, maxIterations, moved);
    }

    /** From the coefficient to where it is best while the others stay. */
    private double change(double length, double gradient, double w) {
        if (length == 0) {
            return -w;
        }
        double pull = gradient + length * w;
        double best = Math.copySign(Math.max(0, Math.abs(pull) - price), pull) / (length + square);
        return best - w;
    }
}
