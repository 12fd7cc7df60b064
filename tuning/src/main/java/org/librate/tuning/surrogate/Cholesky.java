package org.librate.tuning.surrogate;

import java.util.Arrays;

/**
 * The factor L of a symmetric positive definite matrix, A = L Lᵀ, which grows row by row: a matrix with a row more costs one row, and has the same
 * bits as if it had been made at once. Made for some hundreds of rows in double precision.
 *
 * <p>Whatever is solved for, an entry is what it was less four products at a time, in rising order, less the rest one by one ({@link #less}). One
 * vector does this along itself, many vectors do it side by side, which a processor's wide registers are made for: the bits are the same.
 */
final class Cholesky {

    private static final double SMALLEST = 1e-10; // of a pivot, as a part of its diagonal: rounding may take the rest of it

    private double[][] rows;
    private int size;

    Cholesky(int room) {
        this.rows = new double[Math.max(1, room)][];
    }

    /** The factor of a whole matrix, of which the right upper half is read and overwritten. */
    static Cholesky of(double[][] a) {
        int n = a.length;
        Cholesky factor = new Cholesky(n);
        for (int j = 0; j < n; j++) {
            double[] row = new double[j + 1];
            for (int k = 0; k < j; k++) {
                row[k] = a[k][j];
            }
            double diagonal = a[j][j];
            lessAll(a[j], row, a, 0, j, j, n);
            row[j] = Math.sqrt(Math.max(SMALLEST * diagonal, a[j][j]));
            divide(a[j], row[j], j, n);
            factor.rows[j] = row;
        }
        factor.size = n;
        return factor;
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
            row[j] = less(row[j], rows[j], row, j) / rows[j][j];
        }
        row[size] = Math.sqrt(Math.max(SMALLEST * a[size], less(a[size], row, row, size)));
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

    /** from − Σ f x over the first n. */
    static double less(double from, double[] f, double[] x, int n) {
        double y = from;
        int k = 0;
        for (; k + 3 < n; k += 4) {
            y -= f[k] * x[k] + f[k + 1] * x[k + 1] + (f[k + 2] * x[k + 2] + f[k + 3] * x[k + 3]);
        }
        for (; k < n; k++) {
            y -= f[k] * x[k];
        }
        return y;
    }

    /** The same for many x at once, the k-th numbers of all of them in row k: y − Σ f[k] x[k] over k, in columns from low to high. */
    static void lessAll(double[] y, double[] f, double[][] x, int first, int last, int low, int high) {
        int k = first;
        for (; k + 3 < last; k += 4) {
            less(y, f[k], x[k], f[k + 1], x[k + 1], f[k + 2], x[k + 2], f[k + 3], x[k + 3], low, high);
        }
        for (; k < last; k++) {
            less(y, f[k], x[k], low, high);
        }
    }

    private static void less(double[] y, double f0, double[] x0, double f1, double[] x1, double f2, double[] x2, double f3, double[] x3, int low,
            int high) {
        for (int i = low; i < high; i++) {
            y[i] -= f0 * x0[i] + f1 * x1[i] + (f2 * x2[i] + f3 * x3[i]);
        }
    }

    private static void less(double[] y, double f, double[] x, int low, int high) {
        for (int i = low; i < high; i++) {
            y[i] -= f * x[i];
        }
    }

    private static void divide(double[] y, double by, int low, int high) {
        for (int i = low; i < high; i++) {
            y[i] /= by;
        }
    }

    /** L⁻¹ b. */
    double[] half(double[] b) {
        double[] x = new double[size];
        for (int i = 0; i < size; i++) {
            x[i] = less(b[i], rows[i], x, i) / rows[i][i];
        }
        return x;
    }

    /** L⁻¹ b of many b at once, in place: row i has the i-th numbers of all of them, {@code count} in number. */
    void halves(double[][] b, int count) {
        for (int i = 0; i < size; i++) {
            lessAll(b[i], rows[i], b, 0, i, 0, count);
            divide(b[i], rows[i][i], 0, count);
        }
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
            double value = x[i] / rows[i][i];
            x[i] = value;
            less(x, value, rows[i], 0, i);
        }
        return x;
    }

    /** A⁻¹ b. */
    double[] solve(double[] b) {
        return otherHalf(half(b));
    }

    /** The left lower half of A⁻¹, by rows as long as the matrix. */
    double[][] inverse() {
        double[][] lower = new double[size][size]; // L⁻¹
        for (int i = 0; i < size; i++) {
            lower[i][i] = 1;
            int k = 0;
            for (; k + 3 < i; k += 4) { // beyond its diagonal a row is 0
                less(lower[i], rows[i][k], lower[k], rows[i][k + 1], lower[k + 1], rows[i][k + 2], lower[k + 2], rows[i][k + 3], lower[k + 3], 0,
                        k + 4);
            }
            for (; k < i; k++) {
                less(lower[i], rows[i][k], lower[k], 0, k + 1);
            }
            divide(lower[i], rows[i][i], 0, i + 1);
        }
        double[][] inverse = new double[size][size];
        double[] column = new double[size];
        for (int i = 0; i < size; i++) {
            for (int k = i; k < size; k++) {
                column[k] = -lower[k][i];
            }
            lessAll(inverse[i], column, lower, i, size, 0, i + 1);
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
