package org.librate.imbalance.over;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.librate.core.Check;
import org.librate.core.neighbor.NeighborTable;
import org.librate.imbalance.Rows;

/**
 * The value difference metric (Stanfill and Waltz 1986): two categories of a column are as far apart as they differ in the share of each class among
 * their rows, {@code (Σ |p(class | a) − p(class | b)|)²}; rows by the sum over columns.
 */
final class ValueDifference {

    /** Tables are made for categories that a class has; this many are 0.5 GB. */
    private static final int MOST_LEVELS = 8192;

    private final double[][][] shares; // [column][code][class]

    private ValueDifference(double[][][] shares) {
        this.shares = shares;
    }

    static ValueDifference of(Rows rows) {
        double[][][] shares = new double[rows.categories()][][];
        for (int c = 0; c < shares.length; c++) {
            shares[c] = new double[rows.levels(c)][rows.classes()];
            for (int i = 0; i < rows.size(); i++) {
                shares[c][rows.code(i, c)][rows.label(i)]++;
            }
            for (double[] counts : shares[c]) {
                double sum = Arrays.stream(counts).sum();
                for (int label = 0; sum > 0 && label < counts.length; label++) {
                    counts[label] /= sum;
                }
            }
        }
        return new ValueDifference(shares);
    }

    /** How far two categories of a column are apart. */
    double apart(int column, int a, int b) {
        double sum = 0;
        for (int label = 0; label < shares[column][a].length; label++) {
            sum += Math.abs(shares[column][a][label] - shares[column][b][label]);
        }
        return sum * sum;
    }

    /** Of each row the places of its k neighbours. */
    int[] near(int[] codes, int k) {
        int columns = shares.length;
        double[][][] tables = new double[columns][][];
        int[] dense = new int[codes.length];
        for (int c = 0; c < columns; c++) {
            int column = c;
            int[] used = IntStream.range(0, codes.length / columns).map(i -> codes[i * columns + column]).sorted().distinct().toArray();
            Check.require(used.length <= MOST_LEVELS, "Smoten", "can compare at most " + MOST_LEVELS + " categories of a column", used.length,
                    "Use SmoteNc, or group rare ones.");
            tables[c] = new double[used.length][used.length];
            for (int a = 0; a < used.length; a++) {
                for (int b = 0; b < used.length; b++) {
                    tables[c][a][b] = apart(c, used[a], used[b]);
                }
            }
            for (int i = c; i < codes.length; i += columns) {
                dense[i] = Arrays.binarySearch(used, codes[i]);
            }
        }
        return NeighborTable.byTables(dense, tables).nearestOthers(k).rows();
    }
}
