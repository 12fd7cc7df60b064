package org.librate.core.neighbor;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.librate.core.Check;

/**
 * Rows, and the nearest or farthest of them to any row, exactly: what nearest-neighbour models and resamplers share.
 *
 * <pre>{@code
 * NeighborTable table = NeighborTable.of(values, 30);            // values [rows, 30] in one array
 * Neighbors five = table.nearestOthers(5);                       // of each row, itself left out
 * Neighbors same = table.withinMemory(16 << 20).nearestOthers(5); // keeps at most 16 MB beside the rows while it searches
 *
 * NeighborTable mixed = NeighborTable.mixed(values, 4, codes, penalties);   // numbers and categories
 * Neighbors across = mixed.nearest(others, 5);                   // of each row of another table
 * }</pre>
 *
 * <p>A distance counts as computed in float64, number by number, so that the answer is the same for any number of threads and any division of the
 * work; of rows that are as far away the smaller number is nearer, and also farther. How rows are searched does not change what is found: see {@code
 * docs/architecture.md}. Many rows in the same place are searched as one.
 *
 * <p>Safe for any number of threads.
 */
public final class NeighborTable {

    static final String NAME = "NeighborTable";

    private final Rows rows; // different ones, where repeats are known
    private final @Nullable Repeats repeats;
    private final Kind kind;
    private final Searches searches;

    private NeighborTable(Rows rows, @Nullable Repeats repeats, Kind kind, Searches searches) {
        this.rows = rows;
        this.repeats = repeats;
        this.kind = kind;
        this.searches = searches;
    }

    private static NeighborTable of(Rows rows, Kind kind) {
        Repeats repeats = Repeats.of(rows, kind.counts());
        Rows different = repeats == null ? rows : rows.take(repeats.firsts());
        return new NeighborTable(different, repeats, kind, Searches.of(different, kind));
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
        return wrap(values.clone(), width, distance);
    }

    /** Rows by the straight line. Takes the values as they are: do not write to the array any more. */
    public static NeighborTable wrap(double[] values, int width) {
        return wrap(values, width, Distance.EUCLIDEAN);
    }

    private static NeighborTable wrap(double[] values, int width, Distance distance) {
        Check.positive(NAME, "width", width);
        Check.require(values.length > 0 && values.length % width == 0, NAME, "needs at least one row, and whole rows of " + width,
                values.length + " numbers");
        Kind kind = new Kind.Numbers(width, distance);
        return of(kind.prepared(values), kind);
    }

    /**
     * Rows of numbers and categories. The square of their distance is the square of the straight line between their numbers, and a penalty for each
     * column of categories in which they differ.
     *
     * @param values {@code [rows, width]}; empty with a width of 0
     * @param codes of the categories, {@code [rows, penalties.length]}; any numbers
     * @param penalties for each column of categories: what is added to the squared distance
     */
    public static NeighborTable mixed(double[] values, int width, int[] codes, double[] penalties) {
        Kind kind = new Kind.Mixed(width, new Measure.Mixed(penalties.clone()));
        return of(kind.prepared(values.clone(), codes.clone()), kind);
    }

    /**
     * Rows of categories alone, whose distance is the sum of what a table for each column says of two codes, as the value difference metric does.
     *
     * @param codes {@code [rows, tables.length]}, each from 0 to below the length of its column's table
     * @param tables for each column how far code a is from code b, {@code [columns][a][b]}; not below 0, the same both ways
     */
    public static NeighborTable byTables(int[] codes, double[][][] tables) {
        Kind kind = new Kind.Tables(Arrays.stream(tables).map(table -> Arrays.stream(table).map(double[]::clone).toArray(double[][]::new))
                .toArray(double[][][]::new));
        return of(kind.prepared(new double[0], codes.clone()), kind);
    }

    /**
     * The same, with other memory to search with: the answers are the same. Rows are searched in a second form, in float32 or in boxes; as much of it
     * is kept as fits, and the rest is made again whenever it is needed, which may take half as long again. At first 256 MB, enough for 2 million
     * rows of 30 numbers. The rows themselves, the order they are searched in (8 bytes a row), the answer and some 1.5 MB a thread are needed in any
     * case.
     *
     * @param bytes 0 for as little as possible
     */
    public NeighborTable withinMemory(long bytes) {
        Check.require(bytes >= 0, NAME, "bytes must be >= 0", bytes);
        return new NeighborTable(rows, repeats, kind, searches.withinMemory(bytes));
    }

    /** The same, working on other blocks: the answers are the same. */
    NeighborTable withBlocks(int queries, int others) {
        return new NeighborTable(rows, repeats, kind, searches.withBlocks(queries, others));
    }

    /** The same, always searched in one way: the answers are the same. */
    NeighborTable always(Searches.Way way) {
        return new NeighborTable(rows, repeats, kind, searches.always(way));
    }

    /** How many rows are searched: fewer where many are the same. */
    int different() {
        return rows.count;
    }

    /** How many rows. */
    public int rows() {
        return repeats == null ? rows.count : repeats.rows();
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
        return search(Asked.all(kind.prepared(queries), null), 1, k);
    }

    /** The k nearest rows of this table for each row of another, which measures in the same way. */
    public Neighbors nearest(NeighborTable queries, int k) {
        return search(alike(queries), 1, k);
    }

    /** The k nearest of each row in order, itself left out; rows with the same numbers are not left out. */
    public Neighbors nearestOthers(int k) {
        return others(Asked.all(rows, repeats), k);
    }

    /** The same for some rows. */
    public Neighbors nearestOthers(int[] some, int k) {
        boolean isAll = some.length == rows();
        for (int i = 0; i < some.length; i++) {
            if (some[i] < 0 || some[i] >= rows()) {
                Check.require(false, NAME, "a row must be in [0, " + (rows() - 1) + "]", some[i]);
            }
            isAll &= some[i] == i;
        }
        return others(isAll ? Asked.all(rows, repeats) : new Asked(rows, repeats, some.clone()), k);
    }

    private Neighbors others(Asked asked, int k) {
        Check.require(k > 0 && k < rows(), NAME, "k must be in [1, " + (rows() - 1) + "], the number of other rows", k);
        return search(asked, true, 1, k);
    }

    /** The k farthest rows of each query, the farthest first. */
    public Neighbors farthest(double[] queries, int k) {
        return search(Asked.all(kind.prepared(queries), null), -1, k);
    }

    /** The k farthest rows of this table for each row of another, which measures in the same way. */
    public Neighbors farthest(NeighborTable queries, int k) {
        return search(alike(queries), -1, k);
    }

    private Asked alike(NeighborTable other) {
        Check.require(kind.isLike(other.kind), NAME, "needs a table that measures as this one, " + kind, other.kind);
        return Asked.all(other.rows, other.repeats);
    }

    private Neighbors search(Asked asked, int sign, int k) {
        Check.require(k > 0 && k <= rows(), NAME, "k must be in [1, " + rows() + "], the number of rows", k);
        return search(asked, false, sign, k);
    }

    private Neighbors search(Asked asked, boolean others, int sign, int k) {
        Neighbors found = nobody(asked.count(), k);
        if (repeats == null && asked.repeats == null) {
            Search.Question question = new Search.Question(asked.rows, asked.some, others, sign, k);
            searches.best(question).run(question, found);
        } else {
            // with one more, as the row that asks is among those that are found, and does not count
            Search.Question question = new Search.Question(asked.rows, asked.different(), false, sign, Math.min(rows.count, others ? k + 1 : k));
            Neighbors groups = nobody(question.count(), question.k());
            searches.best(question).run(question, groups);
            asked.tellApart(groups, repeats, others, found);
        }
        double[] distances = found.distances();
        for (int i = 0; i < distances.length; i++) {
            distances[i] = kind.measure().distance(sign * distances[i]);
        }
        return found;
    }

    private static Neighbors nobody(int queries, int k) {
        long all = (long) queries * k;
        Check.require(all <= Integer.MAX_VALUE - 8, NAME, "queries times k must be below 2^31", queries + " times " + k,
                "Ask for some rows at a time.");
        return new Neighbors(k, new int[(int) all], new double[(int) all]);
    }

    @Override
    public String toString() {
        return NAME + "[" + rows() + " rows of " + kind + "]";
    }
}
