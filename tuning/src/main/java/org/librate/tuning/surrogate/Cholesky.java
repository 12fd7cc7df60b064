package org.librate.tuning.surrogate;

import java.util.Arrays;

/**
 * The factor L of a symmetric positive definite matrix, A = L Lᵀ, which grows row by row: a matrix with a row more costs one row, and has the same
 * bits as if it had been made at once. Made for some hundreds of rows in double precision.
 */
final class Cholesky {

    private static final double SMALLEST = 1e-10; // of a pivot, as a part of its diagonal: rounding may take the rest of it

    private double[][] rows;
    private int size;

    Cholesky(int room) {
        this.rows = new double[Math.max(1, room)][];
    }

    int size() {
        return size;
    }

    /** Takes a row of A up to its diagonal. */
    void append(double[] a) {
        if (size == rows.length) {
            rows = Arrays.copyOf(rows, size + size / 2 + 1);
        }
        double[] row = Arrays.copyOf(a, size + 1);
        for (int j = 0; j < size; j++) {
            row[j] = (row[j] - dot(row, rows[j], j)) / rows[j][j];
        }
        row[size] = Math.sqrt(Math.max(SMALLEST * a[size], a[size] - dot(row, row, size)));
        rows[size++] = row;
    }

    /** The factor of the first rows and columns: rows are shared, growing is not. */
    Cholesky head(int rowsKept) {
        Cholesky head = new Cholesky(0);
        head.rows = Arrays.copyOf(rows, Math.max(1, rowsKept));
        head.size = rowsKept;
        return head;
    }

    /** Four sums at once: a single one would wait for each addition. */
    static double dot(double[] a, double[] b, int n) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = 0;
        for (; i + 3 < n; i += 4) {
            s0 += a[i] * b[i];
            s1 += a[i + 1] * b[i + 1];
            s2 += a[i + 2] * b[i + 2];
            s3 += a[i + 3] * b[i + 3];
        }
        for (; i < n; i++) {
            s0 += a[i] * b[i];
        }
        return s0 + s1 + (s2 + s3);
    }

    /** L⁻¹ b. */
    double[] half(double[] b) {
        double[] x = new double[size];
        for (int i = 0; i < size; i++) {
            x[i] = (b[i] - dot(rows[i], x, i)) / rows[i][i];
        }
        return x;
    }

    /** L b. */
    double[] times(double[] b) {
        double[] x = new double[size];
        for (int i = 0; i < size; i++) {
            x[i] = dot(rows[i], b, i + 1);
        }
        return x;
    }

    /** L⁻ᵀ b. */
    double[] otherHalf(double[] b) {
        double[] x = Arrays.copyOf(b, size);
        for (int i = size - 1; i >= 0; i--) {
            double[] row = rows[i];
            double value = x[i] / row[i];
            x[i] = value;
            for (int j = 0; j < i; j++) {
                x[j] -= value * row[j];
            }
        }
        return x;
    }

    /** A⁻¹ b. */
    double[] solve(double[] b) {
        return otherHalf(half(b));
    }

    /** A⁻¹. */
    double[][] inverse() {
        double[][] lower = new double[size][size]; // L⁻¹ by rows
        for (int i = 0; i < size; i++) {
            double[] row = lower[i];
            for (int k = 0; k < i; k++) {
                double f = rows[i][k];
                double[] other = lower[k];
                for (int j = 0; j <= k; j++) {
                    row[j] -= f * other[j];
                }
            }
            row[i] = 1;
            for (int j = 0; j <= i; j++) {
                row[j] /= rows[i][i];
            }
        }
        double[][] inverse = new double[size][size];
        for (int k = 0; k < size; k++) {
            double[] row = lower[k];
            for (int i = 0; i <= k; i++) {
                double f = row[i];
                double[] to = inverse[i];
                for (int j = 0; j <= i; j++) {
                    to[j] += f * row[j];
                }
            }
        }
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < i; j++) {
                inverse[j][i] = inverse[i][j];
            }
        }
        return inverse;
    }

    /** ln det A. */
    double logDeterminant() {
        double log = 0;
        for (int i = 0; i < size; i++) {
            log += Math.log(rows[i][i]);
        }
        return 2 * log;
    }
}
