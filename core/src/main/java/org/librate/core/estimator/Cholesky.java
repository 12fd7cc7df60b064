package org.librate.core.estimator;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A symmetric positive definite matrix as {@code L Lᵀ}. */
final class Cholesky {

    private final double[][] l;

    private Cholesky(double[][] l) {
        this.l = l;
    }

    /**
     * The factor of a matrix, of which the lower half is read; null if a pivot is not above this share of its diagonal element: nearly dependent
     * columns.
     */
    static @Nullable Cholesky of(double[][] matrix, double leastShare) {
        int n = matrix.length;
        double[][] l = new double[n][];
        for (int i = 0; i < n; i++) {
            l[i] = Arrays.copyOf(matrix[i], i + 1);
            for (int j = 0; j < i; j++) {
                l[i][j] = (l[i][j] - RowBlocks.dot(l[i], 0, l[j], 0, j)) / l[j][j];
            }
            double pivot = l[i][i] - RowBlocks.dot(l[i], 0, l[i], 0, i);
            if (!(pivot > leastShare * matrix[i][i]) || !(pivot > 0)) {
                return null;
            }
            l[i][i] = Math.sqrt(pivot);
        }
        return new Cholesky(l);
    }

    double[] solve(double[] b) {
        double[] x = b.clone();
        for (int i = 0; i < x.length; i++) {
            x[i] = (x[i] - RowBlocks.dot(l[i], 0, x, 0, i)) / l[i][i];
        }
        for (int i = x.length - 1; i >= 0; i--) {
            x[i] /= l[i][i];
            RowBlocks.addTo(x, 0, -x[i], l[i], 0, i);
        }
        return x;
    }
}
