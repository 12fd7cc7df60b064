package org.librate.core.estimator;

/**
 * Rows, with what is known of their columns: weighted means and how far they spread. Solvers see columns of mean 0 and spread 1, so that a feature in
 * metres is learned as fast as one in millimetres; what they find is put back into the features' own units, and penalties are those of these units.
 *
 * <p>The dense part is changed in place. One-hot columns stay what they are: whoever reads them takes their mean and spread into account
 * ({@link LinearObjective}).
 */
final class Columns {

    /** A level that all rows but less than this share have is constant: what is left is rounding. */
    private static final double NOBODY = 1e-12;

    final FeatureRows rows;
    final double[] x; // the dense part, row by row
    final int n;
    final int width; // of the dense part and the ones
    final double[] means; // what was taken away from each column; 0 if nothing
    final double[] spreads; // what each column was divided by

    private Columns(FeatureRows rows, double[] means, double[] spreads) {
        this.rows = rows;
        this.x = rows.dense();
        this.n = rows.n();
        this.width = rows.width();
        this.means = means;
        this.spreads = spreads;
    }

    /** Takes the rows and changes them. A constant column has spread 1. */
    static Columns of(FeatureRows rows, double[] weights, boolean center, boolean scale) {
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        double[] means = new double[rows.width()];
        double[] spreads = new double[rows.width()];
        standardize(rows.dense(), rows.n(), rows.denseWidth(), weights, sum, center, scale, means, spreads);
        ones(rows, weights, sum, center, scale, means, spreads);
        return new Columns(rows, means, spreads);
    }

    private static void standardize(double[] x, int n, int width, double[] weights, double sum, boolean center, boolean scale, double[] means,
            double[] spreads) {
        if (width == 0) {
            return;
        }
        if (center) {
            double[] sums = RowBlocks.sum(n, width, width, (from, to, into) -> {
                for (int i = from; i < to; i++) {
                    RowBlocks.addTo(into, 0, weights[i], x, i * width, width);
                }
            });
            for (int j = 0; j < width; j++) {
                means[j] = sums[j] / sum;
            }
        }
        // in the same walk once more on what is left: the mean of large numbers to the last digit
        double[] rests = RowBlocks.sum(n, 2 * width, 3L * width, (from, to, into) -> {
            for (int i = from; i < to; i++) {
                double weight = weights[i];
                for (int j = 0; j < width; j++) {
                    into[j] += weight * (x[i * width + j] - means[j]);
                }
                for (int j = 0; j < width; j++) { // by itself, as the compiler cannot know that places differ
                    double value = x[i * width + j] - means[j];
                    into[width + j] += weight * value * value;
                }
            }
        });
        double[] factors = new double[width];
        for (int j = 0; j < width; j++) {
            double rest = center ? rests[j] / sum : 0;
            means[j] += rest;
            double spread = Math.sqrt(Math.max(0, rests[width + j] / sum - rest * rest));
            boolean constant = spread <= 1e-13 * Math.abs(means[j]);
            spreads[j] = scale && !constant && spread > 0 ? spread : 1;
            factors[j] = constant ? 0 : 1 / spreads[j];
        }
        if (center || scale) {
            RowBlocks.sum(n, 1, width, (from, to, into) -> {
                for (int i = from; i < to; i++) {
                    for (int j = 0; j < width; j++) {
                        x[i * width + j] = (x[i * width + j] - means[j]) * factors[j];
                    }
                }
            });
        }
    }

    /** A column that is 1 in a share p of the rows has mean p and spread √(p (1 − p)). */
    private static void ones(FeatureRows rows, double[] weights, double sum, boolean center, boolean scale, double[] means, double[] spreads) {
        double[] shares = new double[rows.onesWidth()];
        for (int c = 0; c < rows.places().length; c++) {
            int[] places = rows.places()[c];
            int start = rows.starts()[c];
            for (int i = 0; i < rows.n(); i++) {
                if (places[i] >= 0) {
                    shares[start + places[i]] += weights[i] / sum;
                }
            }
        }
        for (int j = 0; j < shares.length; j++) {
            double p = shares[j];
            double spread = Math.sqrt(center ? p * (1 - p) : p);
            boolean constant = center && 1 - p <= NOBODY;
            means[rows.denseWidth() + j] = center ? p : 0;
            spreads[rows.denseWidth() + j] = scale && !constant && spread > 0 ? spread : 1;
        }
    }

    /** Coefficients in the features' own order and units. */
    double[] original(double[] found, int at) {
        double[] coefficients = new double[width];
        for (int j = 0; j < width; j++) {
            coefficients[rows.schema()[j]] = found[at + j] / spreads[j];
        }
        return coefficients;
    }

    /** The intercept for coefficients in the features' own order and units. */
    double intercept(double found, double[] coefficients) {
        return found - RowBlocks.dot(rows.ordered(coefficients), 0, means, 0, width);
    }
}
