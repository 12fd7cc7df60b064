package org.librate.core.estimator;

/** What one row costs, given the linear outputs for it. */
interface RowLoss {

    /** The loss of a row; the outputs z become its derivatives by them. */
    double of(int row, double[] z);

    /** Yes or no, one output: {@code log(1 + exp(z)) − y z}. */
    static RowLoss logistic(int[] labels) {
        return (row, z) -> {
            double at = z[0];
            double small = Math.exp(-Math.abs(at));
            double yes = at >= 0 ? 1 / (1 + small) : small / (1 + small);
            z[0] = yes - labels[row];
            return Math.log(1 + small) + Math.max(at, 0) - labels[row] * at;
        };
    }

    /** One of several, an output for each: {@code log Σ exp(z) − z[y]}. */
    static RowLoss softmax(int[] labels) {
        return (row, z) -> {
            double most = z[0];
            for (double one : z) {
                most = Math.max(most, one);
            }
            double own = z[labels[row]];
            double sum = 0;
            for (int k = 0; k < z.length; k++) {
                z[k] = Math.exp(z[k] - most);
                sum += z[k];
            }
            for (int k = 0; k < z.length; k++) {
                z[k] /= sum;
            }
            z[labels[row]] -= 1;
            return Math.log(sum) + most - own;
        };
    }

    /** Yes or no, one output: {@code max(0, 1 − y z)²} with y of −1 and 1. */
    static RowLoss squaredHinge(int[] labels) {
        return (row, z) -> {
            double sign = 2 * labels[row] - 1;
            double missing = Math.max(0, 1 - sign * z[0]);
            z[0] = -2 * sign * missing;
            return missing * missing;
        };
    }
}
