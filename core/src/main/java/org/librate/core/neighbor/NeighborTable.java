package org.librate.core.neighbor;

import java.lang.ref.Reference;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.librate.core.Check;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.kernel.Width;
import org.librate.core.kernel.host.HostParallel;

/**
 * Rows of numbers, and the nearest of them to any row, exactly: what nearest-neighbour models and resamplers share.
 *
 * <pre>{@code
 * NeighborTable table = NeighborTable.of(values, 30);            // values [rows, 30] in one array
 * Neighbors five = table.nearestOthers(5);                       // of each row, itself left out
 * }</pre>
 *
 * <p>A distance counts as computed in float64, number by number, so that the answer is the same for any number of threads and any division of the work; of rows that
 * are as far away the smaller number is nearer. What makes it fast: products of all queries with all rows in float32 by one matrix multiplication a block tell, with a
 * bound on their error, for nearly all rows that they are too far away, and only the others are measured. It holds the rows once in float64 and
 * once in float32, and while it searches the float32 once more and 2 MB for each thread; nothing grows with rows times queries.
 *
 * <p>Safe for any number of threads.
 */
public final class NeighborTable {

    private static final String NAME = "NeighborTable";
    private static final int QUERY_BLOCK = 256;
    private static final int ROW_BLOCK = 2048;
    /** Products of fewer pairs than this are not worth a matrix multiplication. */
    private static final long FEW = 1 << 14;
    /** Half a unit in the last place of float32. */
    private static final double ROUNDING = 1.0 / (1 << 24);

    private final double[] values; // [rows, width]; of length 1 each for the cosine
    private final int rows;
    private final int width;
    private final Distance distance;
    private final int queryBlock;
    private final int rowBlock;
    private final double[] center;
    private final double scale;
    private final double[] lengths; // of rows as they are screened
    private final float[] screened; // centred and scaled

    private NeighborTable(double[] values, int rows, int width, Distance distance, int queryBlock, int rowBlock) {
        this.values = values;
        this.rows = rows;
        this.width = width;
        this.distance = distance;
        this.queryBlock = queryBlock;
        this.rowBlock = rowBlock;
        this.center = new double[width];
        this.lengths = new double[rows];
        if (distance == Distance.MANHATTAN) {
            this.scale = 1;
            this.screened = new float[0];
        } else {
            for (int i = 0; i < rows && distance == Distance.EUCLIDEAN; i++) {
                for (int j = 0; j < width; j++) {
                    center[j] += values[i * width + j] / rows;
                }
            }
            double largest = 0;
            for (int i = 0; i < rows; i++) {
                for (int j = 0; j < width; j++) {
                    largest = Math.max(largest, Math.abs(values[i * width + j] - center[j]));
                }
            }
            this.scale = largest > 0 && 1 / largest < Double.POSITIVE_INFINITY ? 1 / largest : 1;
            this.screened = screened(values, rows, lengths);
        }
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
        Check.require(values.length > 0 && values.length % width == 0, NAME, "needs at least one row, and whole rows of " + width, values.length + " numbers");
        double[] copy = values.clone();
        check(copy, width);
        if (distance == Distance.COSINE) {
            normalize(copy, width);
        }
        return new NeighborTable(copy, values.length / width, width, distance, QUERY_BLOCK, ROW_BLOCK);
    }

    /** The same, working on other blocks: the answers are the same. */
    NeighborTable withBlocks(int queries, int others) {
        return new NeighborTable(values, rows, width, distance, queries, others);
    }

    private static void check(double[] values, int width) {
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw new IllegalArgumentException(NAME + ": all numbers must be finite, got " + values[i] + " in row " + i / width + ", column " + i % width + ". Impute it.");
            }
        }
    }

    private static void normalize(double[] values, int width) {
        for (int at = 0; at < values.length; at += width) {
            double largest = 0;
            for (int j = 0; j < width; j++) {
                largest = Math.max(largest, Math.abs(values[at + j]));
            }
            if (largest > 0) {
                double sum = 0;
                for (int j = 0; j < width; j++) {
                    sum += values[at + j] / largest * (values[at + j] / largest);
                }
                double length = Math.sqrt(sum);
                for (int j = 0; j < width; j++) {
                    values[at + j] = values[at + j] / largest / length;
                }
            }
        }
    }

    /** Moved to the middle and made small enough for float32, and how long each row then is. */
    private float[] screened(double[] from, int count, double[] lengths) {
        float[] small = new float[from.length];
        for (int i = 0; i < count; i++) {
            double sum = 0;
            for (int j = 0; j < width; j++) {
                double value = (from[i * width + j] - center[j]) * scale;
                small[i * width + j] = (float) value;
                sum += value * value;
            }
            lengths[i] = Math.sqrt(sum);
        }
        return small;
    }

    /** How many rows. */
    public int rows() {
        return rows;
    }

    /** How many numbers each has. */
    public int width() {
        return width;
    }

    public Distance distance() {
        return distance;
    }

    /**
     * The k nearest rows of each query; a row of the table that is asked for finds itself.
     *
     * @param queries {@code [n, width]}
     */
    public Neighbors nearest(double[] queries, int k) {
        Check.require(queries.length % width == 0, NAME, "needs queries of " + width + " numbers", queries.length);
        Check.require(k > 0 && k <= rows, NAME, "k must be in [1, " + rows + "], the number of rows", k);
        check(queries, width);
        double[] asked = queries;
        if (distance == Distance.COSINE) {
            asked = queries.clone();
            normalize(asked, width);
        }
        int[] nobody = new int[queries.length / width];
        Arrays.fill(nobody, -1);
        return search(asked, nobody, k);
    }

    /** The k nearest of each row in order, itself left out; rows with the same numbers are not left out. */
    public Neighbors nearestOthers(int k) {
        return nearestOthers(IntStream.range(0, rows).toArray(), k);
    }

    /** The same for some rows. */
    public Neighbors nearestOthers(int[] some, int k) {
        Check.require(k > 0 && k < rows, NAME, "k must be in [1, " + (rows - 1) + "], the number of other rows", k);
        double[] asked = new double[some.length * width];
        for (int i = 0; i < some.length; i++) {
            System.arraycopy(values, some[i] * width, asked, i * width, width);
        }
        return search(asked, some.clone(), k);
    }

    private Neighbors search(double[] asked, int[] itself, int k) {
        int n = itself.length;
        Neighbors found = new Neighbors(k, new int[n * k], new double[n * k]);
        double[] askedLengths = new double[n];
        boolean many = distance != Distance.MANHATTAN && (long) n * rows >= FEW && n > 1;
        float[] small = many ? screened(asked, n, askedLengths) : new float[0];
        boolean screen = many && Arrays.stream(askedLengths).allMatch(length -> length < 1e15);
        Tensor[] blocks = screen ? blocks() : new Tensor[0];
        int pieces = (n - 1) / queryBlock + 1;
        HostParallel.run((first, last) -> {
            // threads share out the queries, and each multiplies on its own: nobody waits for the others after every block
            int limit = Width.limit();
            Width.limit(1);
            try {
                for (int piece = first; piece < last; piece++) {
                    block(asked, small, askedLengths, itself, piece * queryBlock, Math.min(n, (piece + 1) * queryBlock), blocks, found);
                }
            } finally {
                Width.limit(limit);
            }
        }, n == 0 ? 0 : pieces, 1);
        if (distance == Distance.EUCLIDEAN) {
            Arrays.setAll(found.distances(), i -> Math.sqrt(found.distances()[i]));
        }
        return found;
    }

    /** The rows on their side, block by block, as the multiplication takes them. */
    private Tensor[] blocks() {
        Tensor[] blocks = new Tensor[(rows - 1) / rowBlock + 1];
        Arrays.setAll(blocks, i -> {
            int begin = i * rowBlock;
            int some = Math.min(rowBlock, rows - begin);
            return Tensor.of(Shape.of(some, width), Arrays.copyOfRange(screened, begin * width, (begin + some) * width)).transpose();
        });
        return blocks;
    }

    private void block(double[] asked, float[] small, double[] askedLengths, int[] itself, int from, int to, Tensor[] blocks, Neighbors found) {
        Nearest[] nearest = new Nearest[to - from];
        Arrays.setAll(nearest, i -> new Nearest(found.k()));
        if (blocks.length > 0) {
            screenedBlock(asked, small, askedLengths, itself, from, to, blocks, nearest);
        } else {
            plainBlock(asked, itself, from, to, nearest);
        }
        for (int i = from; i < to; i++) {
            nearest[i - from].copy(found.rows(), found.distances(), i * found.k());
        }
    }

    private void plainBlock(double[] asked, int[] itself, int from, int to, Nearest[] nearest) {
        for (int i = from; i < to; i++) {
            for (int row = 0; row < rows; row++) {
                if (row != itself[i]) {
                    nearest[i - from].offer(row, measure(asked, i, row));
                }
            }
        }
    }

    private void screenedBlock(double[] asked, float[] small, double[] askedLengths, int[] itself, int from, int to, Tensor[] blocks, Nearest[] nearest) {
        int count = to - from;
        Tensor queries = Tensor.of(Shape.of(count, width), Arrays.copyOfRange(small, from * width, to * width));
        for (int b = 0; b < blocks.length; b++) {
            Tensor others = blocks[b];
            Tensor products = Tensor.withoutGradients(() -> queries.matmul(others));
            FloatBuffer memory = products.array().block().floats();
            float[] line = new float[Math.toIntExact(others.dim(1))];
            for (int i = 0; i < count; i++) {
                memory.get(products.array().start() + i * line.length, line);
                scan(line, b * rowBlock, asked, from + i, askedLengths[from + i], itself[from + i], nearest[i]);
            }
            Reference.reachabilityFence(products); // its memory is freed when nothing refers to it
        }
    }

    /** Rows of a block whose product with a query does not rule them out. */
    private void scan(float[] products, int begin, double[] asked, int query, double length, int itself, Nearest nearest) {
        // what float32 may be wrong by, for a product of vectors of length 1: rounding of both factors and of each product and sum
        double error = 2 * (width + 4) * ROUNDING * length;
        boolean straight = distance == Distance.EUCLIDEAN;
        double least = least(nearest.limit(), length);
        for (int i = 0; i < products.length; i++) {
            int row = begin + i;
            double other = lengths[row];
            // ½ (|q|² + |x|² − d²) = q·x, and for the cosine 1 − d = q·x
            if (products[i] + error * other + 1e-30 >= (straight ? least + 0.5 * other * other : least) && row != itself) {
                nearest.offer(row, measure(asked, query, row));
                least = least(nearest.limit(), length);
            }
        }
    }

    /** What a product must reach for a distance not above the limit; a little less, for the rounding of these very lines. */
    private double least(double limit, double length) {
        if (limit == Double.POSITIVE_INFINITY) {
            return Double.NEGATIVE_INFINITY;
        }
        double near = distance == Distance.EUCLIDEAN ? 0.5 * (length * length - limit * scale * scale) : (1 - limit) * scale * scale;
        return near - 1e-12 * (Math.abs(near) + length * length + 1);
    }

    /** The square of the straight line, as it orders rows alike. */
    private double measure(double[] asked, int query, int row) {
        int a = query * width;
        int b = row * width;
        double sum = 0;
        switch (distance) {
            case EUCLIDEAN -> {
                for (int j = 0; j < width; j++) {
                    double apart = asked[a + j] - values[b + j];
                    sum += apart * apart;
                }
                return sum;
            }
            case MANHATTAN -> {
                for (int j = 0; j < width; j++) {
                    sum += Math.abs(asked[a + j] - values[b + j]);
                }
                return sum;
            }
            default -> {
                for (int j = 0; j < width; j++) {
                    sum += asked[a + j] * values[b + j];
                }
                return Math.max(0, 1 - sum);
            }
        }
    }

    @Override
    public String toString() {
        return NAME + "[" + rows + " rows of " + width + ", " + distance + "]";
    }
}
