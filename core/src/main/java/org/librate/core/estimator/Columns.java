package org.librate.core.estimator;

/**
 * A matrix row by row, with what is known of its columns: their weighted means and how far they spread. Solvers see columns of mean 0 and spread 1, so that a
 * feature in metres is learned as fast as one in millimetres; what they find is put back into the features' own units, and penalties are those of these units.
 */
final class Columns {

    final double[] x; // [n, width], changed in place
    final int n;
    final int width;
    final double[] means; // what was taken away from each column; 0 if nothing
    final double[] spreads; // what each column was divided by

    private Columns(double[] x, int n, int width, double[] means, double[] spreads) {
        this.x = x;
        this.n = n;
        this.width = width;
        this.means = means;
        this.spreads = spreads;
    }

    /** Takes the matrix and changes it. A constant column has spread 1. */
    static Columns of(double[] x, int n, int width, double[] weights, boolean center, boolean scale) {
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        double[] means = new double[width];
        if (center) {
            double[] sums = RowBlocks.sum(n, width, width, (from, to, into) -> {
                for (int i = from; i < to; i++) {
                    RowBlocks.addTo(into, 0, weights[i], x, i * width, width);
                }
            });
            for (int j = 0; j < width; j++) {
                means[j] = sums[j] / sum;
            }
            // once more on what is left: the mean of large numbers to the last digit
            double[] rest = RowBlocks.sum(n, width, width, (from, to, into) -> {
                for (int i = from; i < to; i++) {
                    for (int j = 0; j < width; j++) {
                        into[j] += weights[i] * (x[i * width + j] - means[j]);
                    }
                }
            });
            for (int j = 0; j < width; j++) {
                means[j] += rest[j] / sum;
            }
        }
        double[] squares = RowBlocks.sum(n, width, 2L * width, (from, to, into) -> {
            for (int i = from; i < to; i++) {
                for (int j = 0; j < width; j++) {
                    double value = x[i * width + j] - means[j];
                    x[i * width + j] = value;
                    into[j] += weights[i] * value * value;
                }
            }
        });
        double[] spreads = new double[width];
        for (int j = 0; j < width; j++) {
            double spread = Math.sqrt(squares[j] / sum);
            boolean constant = spread <= 1e-13 * Math.abs(means[j]);
            spreads[j] = scale && !constant && spread > 0 ? spread : 1;
            if (constant) {
                for (int i = 0; i < n; i++) {
                    x[i * width + j] = 0;
                }
            }
        }
        if (scale) {
            RowBlocks.sum(n, 1, width, (from, to, into) -> {
                for (int i = from; i < to; i++) {
                    for (int j = 0; j < width; j++) {
                        x[i * width + j] /= spreads[j];
                    }
                }
            });
        }
        return new Columns(x, n, width, means, spreads);
    }

    /** Coefficients in the features' own units. */
    double[] original(double[] found, int at) {
        double[] coefficients = new double[width];
        for (int j = 0; j < width; j++) {
            coefficients[j] = found[at + j] / spreads[j];
        }
        return coefficients;
    }

    /** The intercept for coefficients in the features' own units. */
    double intercept(double found, double[] coefficients) {
        return found - RowBlocks.dot(coefficients, 0, means, 0, width);
    }
}
