package org.librate.core.neighbor;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.librate.core.Check;

/**
 * Rows, and the nearest or farthest of them to any row, exactly: what nearest-neighbour models and resamplers share.
 *
 * <pre>{@code
 * NeighborTable table = NeighborTable.of(values, 30);            // values [rows, 30] in one array
 * Neighbors five = table.nearestOthers(5);                       // of each row, itself left out
 *
 * NeighborTable mixed = NeighborTable.mixed(values, 4, codes, penalties);   // numbers and categories
 * Neighbors across = mixed.nearest(others, 5);                   // of each row of another table
 * }</pre>
 *
 * <p>A distance counts as computed in float64, number by number, so that the answer is the same for any number of threads and any division of the
 * work; of rows that
 * are as far away the smaller number is nearer, and also farther. How rows are searched does not change what is found: see {@code
 * docs/architecture.md}.
 *
 * <p>Safe for any number of threads.
 */
public final class NeighborTable {

    static final String NAME = "NeighborTable";

    private final Rows rows;
    private final Kind kind;
    private final Searches searches;

    private NeighborTable(Rows rows, Kind kind, Searches searches) {
        this.rows = rows;
        this.kind = kind;
        this.searches = searches;
    }

    private NeighborTable(Rows rows, Kind kind) {
        this(rows, kind, Searches.of(rows, kind));
    }

    /** Rows by the straight line. */
    public static NeighborTable of(double[] values, int width) {
        return of(values, width, Distance.EUCLIDEAN);
    }

    /**
     * Rows by any distance.
     *
     * @param values {@code [rows, width]} in one array, which is copied; all must be finite
     */
    public static NeighborTable of(double[] values, int width, Distance distance) {
        Check.positive(NAME, "width", width);
        Check.require(values.length > 0 && values.length % width == 0, NAME, "needs at least one row, and whole rows of " + width,
                values.length + " numbers");
        Kind kind = new Kind.Numbers(width, distance);
        return new NeighborTable(kind.prepared(values), kind);
    }

    /**
     * Rows of numbers and categories. The square of their distance is the square of the straight line between their numbers, and a penalty for each
     * column of categories in which they
     * differ.
     *
     * @param values {@code [rows, width]}; empty with a width of 0
     * @param codes of the categories, {@code [rows, penalties.length]}; any numbers
     * @param penalties for each column of categories: what is added to the squared distance
     */
    public static NeighborTable mixed(double[] values, int width, int[] codes, double[] penalties) {
        Kind kind = new Kind.Mixed(width, new Measure.Mixed(penalties.clone()));
        return new NeighborTable(kind.prepared(values, codes), kind);
    }

    /**
     * Rows of categories alone, whose distance is the sum of what a table for each column says of two codes, as the value difference metric does.
     *
     * @param codes {@code [rows, tables.length]}, each from 0 to below the length of its column's table
     * @param tables for each column how far code a is from code b, {@code [columns][a][b]}; not below 0, the same both ways
     */
    public static NeighborTable byTables(int[] codes, double[][][] tables) {
        Kind kind = new Kind.Tables(Arrays.stream(tables).map(table -> Arrays.stream(table).map(double[]::clone).toArray(double[][]::new)).toArray(double[][][]::new));
        return new NeighborTable(kind.prepared(new double[0], codes), kind);
    }

    /** The same, working on other blocks: the answers are the same. */
    NeighborTable withBlocks(int queries, int others) {
        return new NeighborTable(rows, kind, searches.withBlocks(queries, others));
    }

    /** The same, always searched in one way: the answers are the same. */
    NeighborTable always(Searches.Way way) {
        return new NeighborTable(rows, kind, searches.always(way));
    }

    /** How many rows. */
    public int rows() {
        return rows.count;
    }

    /** How many numbers each has; categories do not count. */
    public int width() {
        return rows.width;
    }

    /** Of the numbers: {@link Distance#EUCLIDEAN} in a table of numbers and categories. */
    public Distance distance() {
        return kind.distance();
    }

    /**
     * The k nearest rows of each query; a row of the table that is asked for finds itself.
     *
     * @param queries {@code [n, width]}
     */
    public Neighbors nearest(double[] queries, int k) {
        return search(kind.prepared(queries), 1, k);
    }

    /** The k nearest rows of this table for each row of another, which measures in the same way. */
    public Neighbors nearest(NeighborTable queries, int k) {
        return search(alike(queries), 1, k);
    }

    /** The k nearest of each row in order, itself left out; rows with the same numbers are not left out. */
    public Neighbors nearestOthers(int k) {
        return others(rows, IntStream.range(0, rows.count).toArray(), k);
    }

    /** The same for some rows. */
    public Neighbors nearestOthers(int[] some, int k) {
        for (int row : some) {
            Check.require(row >= 0 && row < rows.count, NAME, "a row must be in [0, " + (rows.count - 1) + "]", row);
        }
        return others(rows.take(some), some.clone(), k);
    }

    private Neighbors others(Rows asked, int[] itself, int k) {
        Check.require(k > 0 && k < rows.count, NAME, "k must be in [1, " + (rows.count - 1) + "], the number of other rows", k);
        return search(new Search.Question(asked, itself, 1, k));
    }

    /** The k farthest rows of each query, the farthest first. */
    public Neighbors farthest(double[] queries, int k) {
        return search(kind.prepared(queries), -1, k);
    }

    /** The k farthest rows of this table for each row of another, which measures in the same way. */
    public Neighbors farthest(NeighborTable queries, int k) {
        return search(alike(queries), -1, k);
    }

    private Rows alike(NeighborTable other) {
        Check.require(kind.isLike(other.kind), NAME, "needs a table that measures as this one, " + kind, other.kind);
        return other.rows;
    }

    private Neighbors search(Rows asked, int sign, int k) {
        Check.require(k > 0 && k <= rows.count, NAME, "k must be in [1, " + rows.count + "], the number of rows", k);
        int[] nobody = new int[asked.count];
        Arrays.fill(nobody, -1);
        return search(new Search.Question(asked, nobody, sign, k));
    }

    private Neighbors search(Search.Question question) {
        int all = Math.multiplyExact(question.asked().count, question.k());
        Neighbors found = new Neighbors(question.k(), new int[all], new double[all]);
        searches.best(question).run(question, found);
        double[] distances = found.distances();
        for (int i = 0; i < all; i++) {
            distances[i] = kind.measure().distance(question.sign() * distances[i]);
        }
        return found;
    }

    @Override
    public String toString() {
        return NAME + "[" + rows.count + " rows of " + kind + "]";
    }
}
