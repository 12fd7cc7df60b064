package org.librate.augment.tabular;

import java.util.Arrays;
import java.util.List;
import org.librate.core.Check;
import org.librate.core.data.Dataset;
import org.librate.core.data.Field;
import org.librate.core.data.Row;
import org.librate.core.data.RowTransform;
import org.librate.core.random.RandomSource;
import org.librate.core.random.RandomStream;

/**
 * A normal number added to each value of a row, for each column with its own deviation: a share of how much the column varies over the rows it is put
 * over.
 *
 * <pre>{@code
 * Dataset train = ColumnNoise.of(0.1).withSeed(42).over(split.train());
 * }</pre>
 *
 * @param share of each column's deviation
 */
public record ColumnNoise(double share, long seed) {

    public ColumnNoise {
        Check.notNegative("ColumnNoise", "share", share);
    }

    public static ColumnNoise of(double share) {
        return new ColumnNoise(share, 0);
    }

    public ColumnNoise withSeed(long other) {
        return new ColumnNoise(share, other);
    }

    /** Rows to learn from, with noise drawn anew in each epoch. All rows are read once, to see how much columns vary. */
    public Dataset over(Dataset rows) {
        Check.require(rows.size() > 0, "ColumnNoise", "needs at least one row", "none");
        Check.require(rows.fields().stream().anyMatch(ColumnNoise::isNumbers), "ColumnNoise", "rows must have an input of floating numbers",
                rows.fields());
        return rows.map(new Noise(share, deviations(rows)), RandomSource.of(seed).stream("noise"));
    }

    private static boolean isNumbers(Field field) {
        return field.role() == Field.Role.INPUT && field.dtype().isFloating();
    }

    private static double[][] deviations(Dataset rows) {
        List<Field> fields = rows.fields();
        double[][] means = new double[fields.size()][];
        double[][] squares = new double[fields.size()][];
        for (int f = 0; f < means.length; f++) {
            means[f] = new double[isNumbers(fields.get(f)) ? fields.get(f).size() : 0];
            squares[f] = new double[means[f].length];
        }
        Row row = Row.of(fields, 0);
        for (int i = 0; i < rows.size(); i++) {
            rows.read(i, row);
            for (int f = 0; f < means.length; f++) {
                for (int k = 0; k < means[f].length; k++) {
                    if (!Double.isFinite(row.get(f, k))) {
                        Check.require(false, "ColumnNoise", "values must be finite",
                                row.get(f, k) + " in column " + k + " of \"" + fields.get(f).name() + "\", row " + i,
                                "Fill in what is missing first.");
                    }
                    double apart = row.get(f, k) - means[f][k]; // Welford's running mean
                    means[f][k] += apart / (i + 1);
                    squares[f][k] += apart * (row.get(f, k) - means[f][k]);
                }
            }
        }
        for (double[] each : squares) {
            for (int k = 0; k < each.length; k++) {
                each[k] = Math.sqrt(each[k] / rows.size());
            }
        }
        return squares;
    }

    @Override
    public String toString() {
        return "ColumnNoise[" + share + ", seed=" + seed + "]";
    }

    private record Noise(double share, double[][] deviations) implements RowTransform {

        @Override
        public void apply(Row from, Row into, RandomStream random) {
            from.copy(into);
            long number = 0;
            for (int f = 0; f < deviations.length; f++) {
                for (int k = 0; k < deviations[f].length; k++) {
                    into.set(f, k, from.get(f, k) + share * deviations[f][k] * random.normal(number++));
                }
            }
        }

        @Override
        public boolean isForTraining() {
            return true;
        }

        @Override
        public boolean keepsLabels() {
            return true;
        }

        @Override
        public String toString() {
            return "ColumnNoise[" + share + ", " + Arrays.hashCode(Arrays.stream(deviations).mapToInt(Arrays::hashCode).toArray()) + "]";
        }
    }
}
