package org.librate.imbalance.over;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.librate.core.Check;
import org.librate.core.neighbor.NeighborTable;
import org.librate.imbalance.Rows;

/**
 * The value difference metric (Stanfill and Waltz 1986): two categories of a column are as far apart as they differ in the share of each class among
 * their rows, {@code (Σ |p(class | a) − p(class | b)|)²}; rows by the sum over columns.
 */
final class ValueDifference {

    private static final long BYTES = 16; // for two categories: the table here, and the copy that the search keeps
    private static final long MEGABYTE = 1 << 20;

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

    /** Of each row the places of its k neighbours. Half of the memory there is may be used for it. */
    int[] near(int[] codes, int k) {
        return near(codes, k, Runtime.getRuntime().maxMemory() / 2);
    }

    /**
     * The same in other memory.
     *
     * @param most how many bytes may be used
     */
    int[] near(int[] codes, int k, long most) {
        int columns = shares.length;
        int[][] kinds = new int[columns][];
        int[] dense = new int[codes.length];
        long bytes = 0;
        for (int c = 0; c < columns; c++) {
            kinds[c] = kinds(codes, c, dense);
            bytes += BYTES * kinds[c].length * kinds[c].length;
        }
        Check.require(bytes <= most, "Smoten", "how far categories are apart must fit into " + most / MEGABYTE + " MB",
                bytes / MEGABYTE + " MB for columns of " + Arrays.toString(Arrays.stream(kinds).mapToInt(kind -> kind.length).toArray())
                        + " different ones",
                "Group rare categories, give Java more memory (-Xmx), or use SmoteNc.");
        double[][][] tables = new double[columns][][];
        for (int c = 0; c < columns; c++) {
            tables[c] = table(c, kinds[c]);
        }
        return NeighborTable.byTables(dense, tables).nearestOthers(k).rows();
    }

    /**
     * A category for each that the rows have and that differs from others. Those with the same shares are no distance apart, and as far from all
     * others: one of them stands for all, so that a column of many rare categories needs a small table.
     *
     * @param dense where the number of each row's category among these is written
     */
    private int[] kinds(int[] codes, int column, int[] dense) {
        Map<List<Double>, Integer> numbers = new HashMap<>();
        List<Integer> kinds = new ArrayList<>();
        int[] known = new int[shares[column].length]; // the number of each code's kind, from 1 on
        for (int i = column; i < codes.length; i += shares.length) {
            int code = codes[i];
            if (known[code] == 0) {
                known[code] = numbers.computeIfAbsent(Arrays.stream(shares[column][code]).boxed().toList(), same -> {
                    kinds.add(code);
                    return kinds.size();
                });
            }
            dense[i] = known[code] - 1;
        }
        return kinds.stream().mapToInt(Integer::intValue).toArray();
    }

    private double[][] table(int column, int[] kinds) {
        double[][] table = new double[kinds.length][kinds.length];
        for (int a = 0; a < kinds.length; a++) {
            for (int b = 0; b < kinds.length; b++) {
                table[a][b] = apart(column, kinds[a], kinds[b]);
            }
        }
        return table;
    }
}
