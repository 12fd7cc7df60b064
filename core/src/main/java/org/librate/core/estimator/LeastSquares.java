package org.librate.core.estimator;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Makes {@code Σ weight (y − x·w)² + ridge Σw²} small, for centred columns.
 *
 * <p>With more rows than columns by the normal equations, after which the residuals are fitted once more: that gives back most of the digits that
 * squaring the matrix costs. Where columns are nearly dependent (a pivot of the Cholesky factor is lost) by a QR decomposition and the singular
 * values of its factor: of the many solutions the shortest, like LAPACK's {@code gelsd}. With a ridge and more columns than rows in the space of the
 * rows.
 */
final class LeastSquares {

    /** A pivot below this share has lost more than half of the digits. */
    private static final double LEAST_PIVOT = 1e-8;
    private static final int MOST_SWEEPS = 60;

    private final Columns columns;
    private final double[] y;
    private final double[] weights;
    private final int n;
    private final int width;

    private LeastSquares(Columns columns, double[] y, double[] weights) {
        this.columns = columns;
        this.y = y;
        this.weights = weights;
        this.n = columns.n;
        this.width = columns.width;
    }

    static double[] solve(Columns columns, double[] y, double[] weights, double ridge) {
        return new LeastSquares(columns, y, weights).solve(ridge);
    }

    /** {@code Σ weight · x xᵀ}, the lower half. */
    static double[][] gram(Columns columns, double[] weights) {
        int width = columns.width;
        double[] x = columns.x;
        double[] sums = RowBlocks.sum(columns.n, width * width, (long) width * width / 2, (from, to, into) -> {
            for (int i = from; i < to; i++) {
                for (int j = 0; j < width; j++) {
                    double value = weights[i] * x[i * width + j];
                    if (value != 0) {
                        RowBlocks.addTo(into, j * width, value, x, i * width, j + 1);
                    }
                }
            }
        });
        return IntStream.range(0, width).mapToObj(j -> Arrays.copyOfRange(sums, j * width, (j + 1) * width)).toArray(double[][]::new);
    }

    /** {@code Σ weight · x · value}. */
    static double[] products(Columns columns, double[] weights, double[] values) {
        int width = columns.width;
        return RowBlocks.sum(columns.n, width, width, (from, to, into) -> {
            for (int i = from; i < to; i++) {
                RowBlocks.addTo(into, 0, weights[i] * values[i], columns.x, i * width, width);
            }
        });
    }

    private double[] solve(double ridge) {
        if (ridge > 0 && n < width) {
            return amongRows(ridge);
        }
        double[] found = n < width ? null : normalEquations(ridge);
        return found != null ? found : shortest(ridge);
    }

    private double @Nullable [] normalEquations(double ridge) {
        double[][] gram = gram(columns, weights);
        for (int j = 0; j < width; j++) {
            gram[j][j] += ridge;
        }
        Cholesky factor = Cholesky.of(gram, LEAST_PIVOT);
        if (factor == null) {
            return null;
        }
        double[] w = factor.solve(products(columns, weights, y));
        double[] rest = products(columns, weights, residuals(w));
        RowBlocks.addTo(rest, 0, -ridge, w, 0, width);
        double[] more = factor.solve(rest);
        RowBlocks.addTo(w, 0, 1, more, 0, width);
        return w;
    }

    private double[] residuals(double[] w) {
        double[] residuals = new double[n];
        for (int i = 0; i < n; i++) {
            residuals[i] = y[i] - RowBlocks.dot(columns.x, i * width, w, 0, width);
        }
        return residuals;
    }

    /** {@code w = Xᵀ (X Xᵀ + ridge)⁻¹ y}: a system of as many equations as rows. */
    private double[] amongRows(double ridge) {
        double[][] rows = weightedRows();
        double[][] gram = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                gram[i][j] = RowBlocks.dot(rows[i], 0, rows[j], 0, width);
            }
            gram[i][i] += ridge;
        }
        Cholesky factor = Cholesky.of(gram, 0);
        if (factor == null) {
            return shortest(ridge);
        }
        double[] shares = factor.solve(weightedTargets());
        double[] w = new double[width];
        for (int i = 0; i < n; i++) {
            RowBlocks.addTo(w, 0, shares[i], rows[i], 0, width);
        }
        return w;
    }

    private double[][] weightedRows() {
        double[][] rows = new double[n][width];
        for (int i = 0; i < n; i++) {
            RowBlocks.addTo(rows[i], 0, Math.sqrt(weights[i]), columns.x, i * width, width);
        }
        return rows;
    }

    private double[] weightedTargets() {
        double[] b = new double[n];
        Arrays.setAll(b, i -> Math.sqrt(weights[i]) * y[i]);
        return b;
    }

    /** By singular values, those that are nothing but rounding left out. A ridge is as many more rows. */
    private double[] shortest(double ridge) {
        double[][] rows = weightedRows();
        double[] b = weightedTargets();
        if (ridge > 0) {
            int before = n;
            rows = Arrays.copyOf(rows, before + width);
            b = Arrays.copyOf(b, before + width);
            for (int j = 0; j < width; j++) {
                rows[before + j] = new double[width];
                rows[before + j][j] = Math.sqrt(ridge);
            }
        }
        return rows.length >= width ? tall(rows, b) : wide(rows, b);
    }

    private double[] tall(double[][] rows, double[] b) {
        double[][] r = transposed(rows);
        triangle(r, b);
        double[][] cut = Arrays.stream(r).map(column -> Arrays.copyOf(column, width)).toArray(double[][]::new);
        double[][] v = identity(width); // R V = U Σ, by columns
        orthogonalize(cut, v);
        double least = least(cut, Math.max(rows.length, width));
        double[] w = new double[width];
        for (int j = 0; j < width; j++) {
            double square = RowBlocks.dot(cut[j], 0, cut[j], 0, width);
            if (Math.sqrt(square) > least) {
                RowBlocks.addTo(w, 0, RowBlocks.dot(cut[j], 0, b, 0, width) / square, v[j], 0, width);
            }
        }
        return w;
    }

    /** The rows are the columns of the transposed matrix, {@code Xᵀ J = U Σ}, so {@code w = U Σ⁻¹ Jᵀ y}. */
    private double[] wide(double[][] rows, double[] b) {
        double[][] j = identity(rows.length);
        orthogonalize(rows, j);
        double least = least(rows, width);
        double[] w = new double[width];
        for (int i = 0; i < rows.length; i++) {
            double square = RowBlocks.dot(rows[i], 0, rows[i], 0, width);
            if (Math.sqrt(square) > least) {
                RowBlocks.addTo(w, 0, RowBlocks.dot(j[i], 0, b, 0, b.length) / square, rows[i], 0, width);
            }
        }
        return w;
    }

    private static double least(double[][] columns, int longer) {
        double largest = Arrays.stream(columns).mapToDouble(column -> RowBlocks.dot(column, 0, column, 0, column.length)).max().orElse(0);
        return Math.sqrt(largest) * longer * Math.ulp(1.0);
    }

    private static double[][] transposed(double[][] rows) {
        double[][] columns = new double[rows[0].length][rows.length];
        for (int i = 0; i < rows.length; i++) {
            for (int j = 0; j < columns.length; j++) {
                columns[j][i] = rows[i][j];
            }
        }
        return columns;
    }

    private static double[][] identity(int n) {
        double[][] one = new double[n][n];
        for (int i = 0; i < n; i++) {
            one[i][i] = 1;
        }
        return one;
    }

    /** Householder reflections: columns become those of R, b becomes {@code Qᵀ b}. */
    private static void triangle(double[][] columns, double[] b) {
        int m = b.length;
        for (int j = 0; j < Math.min(columns.length, m); j++) {
            double[] v = columns[j];
            double norm = Math.sqrt(RowBlocks.dot(v, j, v, j, m - j));
            if (norm == 0) {
                continue;
            }
            double head = v[j] >= 0 ? -norm : norm;
            v[j] -= head;
            double square = RowBlocks.dot(v, j, v, j, m - j);
            for (int k = j + 1; k < columns.length; k++) {
                RowBlocks.addTo(columns[k], j, -2 * RowBlocks.dot(v, j, columns[k], j, m - j) / square, v, j, m - j);
            }
            RowBlocks.addTo(b, j, -2 * RowBlocks.dot(v, j, b, j, m - j) / square, v, j, m - j);
            Arrays.fill(v, j + 1, m, 0);
            v[j] = head;
        }
    }

    /** Turns pairs of columns until all stand at right angles (Hestenes 1958), and others along with them. */
    private static void orthogonalize(double[][] columns, double[][] along) {
        boolean turned = true;
        for (int sweep = 0; turned && sweep < MOST_SWEEPS; sweep++) {
            turned = false;
            for (int p = 0; p < columns.length; p++) {
                for (int q = p + 1; q < columns.length; q++) {
                    int m = columns[p].length;
                    double a = RowBlocks.dot(columns[p], 0, columns[p], 0, m);
                    double c = RowBlocks.dot(columns[q], 0, columns[q], 0, m);
                    double product = RowBlocks.dot(columns[p], 0, columns[q], 0, m);
                    if (Math.abs(product) <= 1e-15 * Math.sqrt(a * c) || product == 0) {
                        continue;
                    }
                    turned = true;
                    double zeta = (c - a) / (2 * product);
                    double tangent = Math.copySign(1, zeta) / (Math.abs(zeta) + Math.hypot(1, zeta));
                    double cosine = 1 / Math.hypot(1, tangent);
                    turn(columns[p], columns[q], cosine, cosine * tangent);
                    turn(along[p], along[q], cosine, cosine * tangent);
                }
            }
        }
    }

    private static void turn(double[] a, double[] b, double cosine, double sine) {
        for (int i = 0; i < a.length; i++) {
            double first = a[i];
            a[i] = cosine * first - sine * b[i];
            b[i] = sine * first + cosine * b[i];
        }
    }
}
