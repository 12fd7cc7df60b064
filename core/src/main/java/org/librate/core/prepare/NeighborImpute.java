package org.librate.core.prepare;

import java.util.ArrayList;
import java.util.List;
import org.librate.core.Check;
import org.librate.core.learn.FittedTransformer;
import org.librate.core.table.ColumnType;
import org.librate.core.table.NumericColumn;
import org.librate.core.table.Table;

/**
 * Fills a missing number with the mean of that column in the k nearest training rows that know it. Near by the columns it acts on that both rows
 * know: {@code √(all / both known · Σ (a − b)²)}; so scale before. Where no row can be compared, the column's mean. The first of equally near rows
 * counts.
 *
 * <p>The training rows are kept, and each row with something missing is compared with all of them.
 *
 * @param columns which; all of numbers unless changed
 * @param byDistance whether a neighbour counts by 1 / distance (one at distance 0 alone, if there is one) rather than as much as any
 * @param indicators whether a column "x_missing" of yes and no is added for each column x with missing training values
 */
public record NeighborImpute(Columns columns, int neighbors, boolean byDistance, boolean indicators) implements ColumnStep<NeighborImpute> {

    private static final String NAME = "NeighborImpute";

    public NeighborImpute {
        Check.positive(NAME, "neighbors", neighbors);
    }

    @Override
    public NeighborImpute on(Columns columns) {
        return new NeighborImpute(columns, neighbors, byDistance, indicators);
    }

    public NeighborImpute withDistanceWeights(boolean byDistance) {
        return new NeighborImpute(columns, neighbors, byDistance, indicators);
    }

    public NeighborImpute withIndicators(boolean indicators) {
        return new NeighborImpute(columns, neighbors, byDistance, indicators);
    }

    @Override
    public FittedTransformer fit(Table train) {
        List<String> names = columns.toLearn(NAME, train, ColumnType.NUMERIC);
        int width = names.size();
        int n = train.rows();
        double[] means = new double[width];
        double[] donors = new double[Math.multiplyExact(n, width)];
        List<String> indicated = new ArrayList<>();
        for (int c = 0; c < width; c++) {
            NumericColumn column = train.numeric(names.get(c));
            double[] values = Stats.present(NAME, column);
            Check.require(values.length > 0, NAME, "needs a known value of \"" + names.get(c) + "\" to learn from", "only missing ones",
                    "Leave the column out.");
            means[c] = Stats.mean(values);
            for (int i = 0; i < n; i++) {
                donors[i * width + c] = column.get(i);
            }
            if (indicators && values.length < n) {
                indicated.add(names.get(c));
            }
        }
        return new Fitted(names, neighbors, byDistance, donors, means, indicated);
    }

    /**
     * The training rows.
     *
     * @param donors row by row
     * @param indicated the columns that get an indicator
     */
    public record Fitted(List<String> columns, int neighbors, boolean byDistance, double[] donors, double[] means, List<String> indicated)
            implements FittedTransformer {

        public Fitted {
            columns = List.copyOf(columns);
            donors = donors.clone();
            means = means.clone();
            indicated = List.copyOf(indicated);
            Fits.length("FittedNeighborImpute", "means", means.length, columns.size());
            Fits.length("FittedNeighborImpute", "donors", donors.length, columns.isEmpty() ? 0 : donors.length / columns.size() * columns.size());
            Check.positive("FittedNeighborImpute", "neighbors", neighbors);
        }

        @Override
        public Table apply(Table rows) {
            Edit edit = new Edit(NAME, rows, columns);
            int width = columns.size();
            int n = rows.rows();
            double[][] filled = new double[width][];
            for (int c = 0; c < width; c++) {
                filled[c] = edit.numeric(columns.get(c)).toArray();
            }
            double[] row = new double[width];
            double[] distances = new double[width == 0 ? 0 : donors.length / width];
            for (int i = 0; i < n; i++) {
                boolean missing = false;
                for (int c = 0; c < width; c++) {
                    row[c] = filled[c][i];
                    missing |= Double.isNaN(row[c]);
                }
                if (missing) {
                    measure(row, distances);
                    for (int c = 0; c < width; c++) {
                        filled[c][i] = Double.isNaN(row[c]) ? fill(c, distances) : row[c];
                    }
                }
            }
            for (String name : indicated) {
                edit.add(Missing.indicator(edit.column(name)));
            }
            for (int c = 0; c < width; c++) {
                edit.replace(columns.get(c), NumericColumn.wrap(columns.get(c), filled[c]));
            }
            return edit.done();
        }

        /** Distances to all donors, NaN where no column is known of both. */
        private void measure(double[] row, double[] distances) {
            int width = row.length;
            for (int d = 0; d < distances.length; d++) {
                double sum = 0;
                int both = 0;
                for (int c = 0; c < width; c++) {
                    double difference = row[c] - donors[d * width + c];
                    if (!Double.isNaN(difference)) {
                        sum += difference * difference;
                        both++;
                    }
                }
                distances[d] = both == 0 ? Double.NaN : Math.sqrt(sum * width / both);
            }
        }

        /** The nearest are kept in order; each donor that is nearer than the last of them is inserted. */
        private double fill(int c, double[] distances) {
            int width = columns.size();
            double[] near = new double[Math.min(neighbors, distances.length)];
            double[] values = new double[near.length];
            int count = 0;
            for (int d = 0; d < distances.length; d++) {
                double distance = distances[d];
                double value = donors[d * width + c];
                if (Double.isNaN(distance) || Double.isNaN(value) || count == near.length && distance >= near[count - 1]) {
                    continue;
                }
                int at = count < near.length ? count++ : count - 1;
                while (at > 0 && near[at - 1] > distance) {
                    near[at] = near[at - 1];
                    values[at] = values[at - 1];
                    at--;
                }
                near[at] = distance;
                values[at] = value;
            }
            return count == 0 ? means[c] : mean(near, values, count);
        }

        private double mean(double[] near, double[] values, int count) {
            double sum = 0;
            double weights = 0;
            for (int i = 0; i < count; i++) {
                double weight = !byDistance ? 1 : near[0] > 0 ? 1 / near[i] : near[i] == 0 ? 1 : 0;
                sum += weight * values[i];
                weights += weight;
            }
            return sum / weights;
        }

        @Override
        public String toString() {
            return "FittedNeighborImpute" + columns;
        }
    }
}
