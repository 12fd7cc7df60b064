package org.librate.imbalance;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.librate.core.Check;
import org.librate.core.table.NumericColumn;

/**
 * Rows of one class that a sampler wants made: copies, points between two rows, or points it has worked out.
 *
 * <pre>{@code
 * NewRows.between(label, first, second, weight);      // first + weight · (second − first)
 * }</pre>
 */
public final class NewRows {

    private static final String NAME = "NewRows";

    private final int label;
    private final int[] like;
    private final int[] first;
    private final int[] second;
    private final double[] weight;
    private final double @Nullable [] values;
    private final int @Nullable [] codes;

    private NewRows(int label, int[] like, int[] first, int[] second, double[] weight, double @Nullable [] values, int @Nullable [] codes) {
        this.label = label;
        this.like = like;
        this.first = first;
        this.second = second;
        this.weight = weight;
        this.values = values;
        this.codes = codes;
    }

    /** Copies of rows. */
    public static NewRows copies(int label, int[] of) {
        return new NewRows(label, of, of, nobody(of.length), new double[of.length], null, null);
    }

    /** Points on the lines through two rows: at the first for a weight of 0, at the second for 1. */
    public static NewRows between(int label, int[] first, int[] second, double[] weight) {
        boolean same = first.length == second.length && first.length == weight.length;
        Check.require(same, NAME, "needs as many first as second parents and weights", first.length + ", " + second.length + " and " + weight.length);
        return new NewRows(label, first, first, second, weight, null, null);
    }

    /**
     * Points that have no parents, such as the middle of a cluster.
     *
     * @param like for each the row that it takes the rest from: its origin, its group
     * @param values the numbers, row by row
     */
    public static NewRows at(int label, int[] like, double[] values) {
        return new NewRows(label, like, nobody(like.length), nobody(like.length), new double[like.length], values, null);
    }

    /** The same rows with other numbers than their parents say, row by row. */
    public NewRows withValues(double[] values) {
        return new NewRows(label, like, first, second, weight, values, codes);
    }

    /** The same rows with other categories than their first parent has, row by row. */
    public NewRows withCodes(int[] codes) {
        return new NewRows(label, like, first, second, weight, values, codes);
    }

    private static int[] nobody(int count) {
        int[] nobody = new int[count];
        Arrays.fill(nobody, -1);
        return nobody;
    }

    /** Some of them in the given order. */
    NewRows only(int[] some, int width, int categories) {
        double[] fewerValues = values == null ? null : new double[Rows.cells(NAME, some.length, width)];
        int[] fewerCodes = codes == null ? null : new int[Rows.cells(NAME, some.length, categories)];
        for (int i = 0; i < some.length; i++) {
            if (values != null && fewerValues != null) {
                System.arraycopy(values, some[i] * width, fewerValues, i * width, width);
            }
            if (codes != null && fewerCodes != null) {
                System.arraycopy(codes, some[i] * categories, fewerCodes, i * categories, categories);
            }
        }
        double[] weights = new double[some.length];
        Arrays.setAll(weights, i -> weight[some[i]]);
        return new NewRows(label, picked(like, some), picked(first, some), picked(second, some), weights, fewerValues, fewerCodes);
    }

    private static int[] picked(int[] from, int[] some) {
        int[] picked = new int[some.length];
        Arrays.setAll(picked, i -> from[some[i]]);
        return picked;
    }

    /** How many. */
    public int size() {
        return like.length;
    }

    public int label() {
        return label;
    }

    /** The row that a new one takes its origin from, and what no sampler works out. */
    public int like(int i) {
        return like[i];
    }

    /** The first parent; −1 if there is none. */
    public int first(int i) {
        return first[i];
    }

    /** The second parent; −1 if there is none. */
    public int second(int i) {
        return second[i];
    }

    /** Where it stands between them. */
    public double weight(int i) {
        return weight[i];
    }

    /** Number j of new row i. */
    double value(Rows rows, int i, int j) {
        if (values != null) {
            return values[i * rows.width() + j];
        }
        double a = rows.value(first[i], j);
        return second[i] < 0 || weight[i] == 0 ? a : a + weight[i] * (rows.value(second[i], j) - a);
    }

    /** Writes number j of the new rows {@code from} to {@code to}, which the rows have in a column, from {@code into[at]} on. */
    void write(NumericColumn column, Rows rows, int j, int from, int to, double[] into, int at) {
        for (int i = from; i < to; i++) {
            if (values != null) {
                into[at + i - from] = values[i * rows.width() + j];
            } else {
                double a = column.get(first[i]);
                into[at + i - from] = second[i] < 0 || weight[i] == 0 ? a : a + weight[i] * (column.get(second[i]) - a);
            }
        }
    }

    /** Category c of new row i. */
    int code(Rows rows, int i, int c) {
        return codes == null ? rows.code(like[i], c) : codes[i * rows.categories() + c];
    }

    /** As in {@code NewRows[40 of class 1]}. */
    @Override
    public String toString() {
        return NAME + "[" + size() + " of class " + label + "]";
    }
}
