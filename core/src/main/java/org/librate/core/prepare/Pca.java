package org.librate.core.prepare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.librate.core.Check;
import org.librate.core.kernel.host.HostParallel;
import org.librate.core.learn.FittedTransformer;
import org.librate.core.table.Column;
import org.librate.core.table.ColumnType;
import org.librate.core.table.NumericColumn;
import org.librate.core.table.Table;

/**
 * Puts principal components in the place of columns: directions of the largest variance, each at right angles to those before. The result is a vector
 * column "pca", or columns "pca0", "pca1", …. Nothing may be missing; scale before unless all columns are in one unit. A component's largest weight
 * is positive, so that signs do not depend on chance. A component without variance is 0.
 *
 * @param columns which; all of numbers and vectors unless changed
 * @param components how many; 0 takes as many as explain the share
 * @param share of the variance to be explained
 * @param whiten whether each component is brought to deviation 1
 * @param asColumns whether the result is a column for each component
 */
public record Pca(Columns columns, int components, double share, boolean whiten, boolean asColumns) implements ColumnStep<Pca> {

    private static final String NAME = "Pca";

    /** As many components. */
    public static Pca of(int components) {
        return new Pca(Columns.ofType(ColumnType.NUMERIC, ColumnType.VECTOR), Check.positive(NAME, "components", components), 1, false, false);
    }

    /** As many components as explain a share of the variance, such as 0.95. */
    public static Pca explaining(double share) {
        Check.require(share > 0 && share < 1, NAME, "the share must be in (0, 1)", share);
        return new Pca(Columns.ofType(ColumnType.NUMERIC, ColumnType.VECTOR), 0, share, false, false);
    }

    @Override
    public Pca on(Columns columns) {
        return new Pca(columns, components, share, whiten, asColumns);
    }

    public Pca withWhitening(boolean whiten) {
        return new Pca(columns, components, share, whiten, asColumns);
    }

    /** Whether the result is a column of numbers for each component rather than a vector column. */
    public Pca withColumns(boolean asColumns) {
        return new Pca(columns, components, share, whiten, asColumns);
    }

    @Override
    public FittedTransformer fit(Table train) {
        List<String> names = columns.toLearn(NAME, train, ColumnType.NUMERIC, ColumnType.VECTOR);
        int n = train.rows();
        Check.require(n >= 2, NAME, "needs at least 2 rows to learn from", n);
        List<double[]> values = new ArrayList<>();
        int[] widths = new int[names.size()];
        for (int c = 0; c < widths.length; c++) {
            Slots slots = Slots.of(NAME, train.column(names.get(c)));
            widths[c] = slots.width();
            for (int slot = 0; slot < widths[c]; slot++) {
                values.add(slots.known(NAME, slot));
            }
        }
        int d = values.size();
        Check.require(d > 0, NAME, "needs columns of numbers or vectors", "none among " + train.names());
        int most = Math.min(n, d);
        Check.require(components <= most, NAME, "components must be at most " + most + ", the smaller of " + n + " rows and " + d + " numbers",
                components);
        double[] means = new double[d];
        for (int j = 0; j < d; j++) {
            means[j] = Stats.mean(values.get(j));
            double[] column = values.get(j);
            for (int i = 0; i < n; i++) {
                column[i] -= means[j];
            }
        }
        double[][] directions = n < d ? nearlyOrthogonal(rows(values, n)) : covariance(values, n);
        Orthogonal.turn(directions);
        double[] variances = new double[directions.length];
        for (int k = 0; k < variances.length; k++) {
            double length = Math.sqrt(Arrays.stream(directions[k]).map(x -> x * x).sum());
            variances[k] = n < d ? length * length / (n - 1) : length;
        }
        int[] order = IntStream.range(0, variances.length).boxed().sorted(Comparator.comparingDouble(k -> -variances[k])).mapToInt(Integer::intValue)
                .toArray();
        return fitted(names, widths, means, directions, Arrays.stream(order).mapToDouble(k -> variances[k]).toArray(), order, most);
    }

    /** Fewer rows than numbers: the rows themselves, since the covariance would be larger. */
    private static double[][] rows(List<double[]> values, int n) {
        double[][] rows = new double[n][values.size()];
        for (int j = 0; j < values.size(); j++) {
            for (int i = 0; i < n; i++) {
                rows[i][j] = values.get(j)[i];
            }
        }
        return rows;
    }

    /**
     * The rows, turned as their products with each other say: that takes n numbers where a row has d, and what rounding leaves to be done takes few
     * sweeps over them.
     */
    private static double[][] nearlyOrthogonal(double[][] rows) {
        int n = rows.length;
        double[][] turns = Orthogonal.turns(products(rows));
        double[][] turned = new double[n][rows[0].length];
        HostParallel.run((first, last) -> {
            for (int k = first; k < last; k++) {
                for (int i = 0; i < n; i++) {
                    double factor = turns[k][i];
                    for (int j = 0; j < rows[i].length; j++) {
                        turned[k][j] += factor * rows[i][j];
                    }
                }
            }
        }, n, 1);
        return turned;
    }

    private static double[][] products(double[][] rows) {
        double[][] products = new double[rows.length][rows.length];
        for (int a = 0; a < rows.length; a++) {
            for (int b = 0; b <= a; b++) {
                products[a][b] = Orthogonal.product(rows[a], rows[b]);
                products[b][a] = products[a][b];
            }
        }
        return products;
    }

    private static double[][] covariance(List<double[]> values, int n) {
        int d = values.size();
        double[][] covariance = new double[d][d];
        for (int a = 0; a < d; a++) {
            for (int b = 0; b <= a; b++) {
                double[] x = values.get(a);
                double[] y = values.get(b);
                double sum = 0;
                for (int i = 0; i < n; i++) {
                    sum += x[i] * y[i];
                }
                covariance[a][b] = sum / (n - 1);
                covariance[b][a] = covariance[a][b];
            }
        }
        return covariance;
    }

    private Fitted fitted(List<String> names, int[] widths, double[] means, double[][] directions, double[] variances, int[] order, int most) {
        double total = Arrays.stream(variances).sum();
        int count = components > 0 ? components : enough(variances, total, most);
        int d = means.length;
        double[] weights = new double[count * d];
        double[] ratios = new double[count];
        for (int k = 0; k < count; k++) {
            double variance = variances[k];
            ratios[k] = total > 0 ? variance / total : 0;
            if (variance <= 1e-14 * variances[0]) { // rounding, which has no direction
                continue;
            }
            double[] direction = directions[order[k]];
            int largest = 0;
            double squares = 0;
            for (int j = 0; j < d; j++) {
                largest = Math.abs(direction[j]) > Math.abs(direction[largest]) ? j : largest;
                squares += direction[j] * direction[j];
            }
            double scale = Math.copySign(1 / Math.sqrt(squares), direction[largest]) / (whiten ? Math.sqrt(variance) : 1);
            for (int j = 0; j < d; j++) {
                weights[k * d + j] = direction[j] * scale;
            }
        }
        return new Fitted(names, widths, means, weights, Arrays.copyOf(variances, count), ratios, asColumns);
    }

    private int enough(double[] variances, double total, int most) {
        double sum = 0;
        for (int k = 0; k < most; k++) {
            sum += variances[k];
            if (sum > share * total) {
                return k + 1;
            }
        }
        return most;
    }

    /**
     * The components.
     *
     * @param widths how many numbers each column has in a row
     * @param means of all numbers
     * @param weights component by component, those of all numbers, divided by the deviation if whitened
     * @param variances of each component, the largest first
     * @param ratios which share of all variance that is
     */
    public record Fitted(List<String> columns, int[] widths, double[] means, double[] weights, double[] variances, double[] ratios, boolean asColumns)
            implements FittedTransformer {

        public Fitted {
            columns = List.copyOf(columns);
            widths = widths.clone();
            means = means.clone();
            weights = weights.clone();
            variances = variances.clone();
            ratios = ratios.clone();
            Fits.length("FittedPca", "widths", widths.length, columns.size());
            Fits.places("FittedPca", "widths", widths, 0, means.length + 1);
            Fits.length("FittedPca", "means", means.length, (int) Math.min(Integer.MAX_VALUE, Arrays.stream(widths).asLongStream().sum()));
            Fits.length("FittedPca", "weights", weights.length, Math.multiplyExact(variances.length, means.length));
            Fits.length("FittedPca", "ratios", ratios.length, variances.length);
        }

        @Override
        public Table apply(Table rows) {
            Edit edit = new Edit(NAME, rows, columns);
            int n = rows.rows();
            int count = variances.length;
            double[][] results = new double[count][n];
            int at = 0;
            for (Slots slots : Slots.of(NAME, edit, columns, widths)) {
                for (int slot = 0; slot < slots.width(); slot++) {
                    double[] values = slots.known(NAME, slot);
                    for (int k = 0; k < count; k++) {
                        double weight = weights[k * means.length + at];
                        double[] result = results[k];
                        for (int i = 0; i < n; i++) {
                            result[i] += (values[i] - means[at]) * weight;
                        }
                    }
                    at++;
                }
            }
            columns.forEach(edit::remove);
            result(results, n).forEach(edit::add);
            return edit.done();
        }

        private List<Column> result(double[][] results, int n) {
            if (asColumns) {
                return IntStream.range(0, results.length).<Column>mapToObj(k -> NumericColumn.wrap("pca" + k, results[k])).toList();
            }
            float[] vectors = new float[n * results.length];
            for (int k = 0; k < results.length; k++) {
                for (int i = 0; i < n; i++) {
                    vectors[i * results.length + k] = (float) results[k][i];
                }
            }
            return List.of(Vectors.column("pca", vectors, results.length));
        }

        @Override
        public String toString() {
            return "FittedPca[" + variances.length + " of " + means.length + "]";
        }
    }
}
