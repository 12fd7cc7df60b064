package org.librate.core.neighbor;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.librate.core.DType;
import org.librate.core.Shape;
import org.librate.core.kernel.Arena;
import org.librate.core.kernel.Execution;
import org.librate.core.kernel.KernelOp;
import org.librate.core.kernel.NativeArray;

/**
 * Finds rows by products of matrices in float32, which rule out nearly all of them, and measures the others.
 *
 * <p>For points x and q, {@code |x − q|² = |q|² − 2 s} with the score {@code s = q·x − ½|x|²}: a product with one column more, in which rows have
 * their {@code −½|x|²} and queries a 1. A row whose score is below {@code ½(|q|² − limit)} is farther away than the limit. In float32, of K columns,
 * a score is wrong by at most {@code K 2⁻²⁴ (|q||x| + ½|x|²) ≤ E (½|q|² + |x|²)}: the rows' part of it goes into their extra column, the queries'
 * part into what their scores must reach, so that no row is ruled out that should not be. The farthest are found in the same way with opposite signs.
 *
 * <p>The kernel gives with the scores the largest of each {@link #TILE} rows, and Java looks at a tile only where that reaches far enough: a few
 * dozen times a query. Blocks of rows are neighbourhoods (see {@link Partition}), and so are blocks of queries. Those that are near each other are
 * multiplied first, and once the distance between the boxes that hold them is more than any query's limit, the rest is not multiplied at all. Where
 * rows have some structure that is most of the work.
 *
 * <p>While it runs it holds points in float32, as far as it may, and some 1.2 MB for each thread. Points that it does not hold are made again for
 * each block of queries.
 */
final class ProductSearch implements Search {

    static final int ROW_BLOCK = 2048;
    static final int QUERY_BLOCK = 128;
    static final int TILE = 32;
    /** Half a unit in the last place of float32. */
    private static final double ROUNDING = 1.0 / (1 << 24);
    /** What float64 may be wrong by, with points of length 1. */
    private static final double SLACK = 1e-11;
    /** Queries that are longer would overflow. */
    private static final double LONGEST = 1e15;

    private final Rows rows;
    private final Measure measure;
    private final Embedding embedding;
    private final int rowBlock;
    private final int queryBlock;
    private final long memory;
    private final int width; // of points
    private final double error;
    private int @Nullable [] order; // of rows, once it is known

    ProductSearch(Rows rows, Measure measure, Embedding embedding, int rowBlock, int queryBlock, long memory) {
        this.rows = rows;
        this.measure = measure;
        this.embedding = embedding;
        this.rowBlock = (rowBlock + TILE - 1) / TILE * TILE;
        this.queryBlock = queryBlock;
        this.memory = memory;
        this.width = embedding.width();
        this.error = (width + 10) * ROUNDING;
    }

    /** Where it can be, the queries' too, if they are the rows. */
    private synchronized int[] order() {
        if (order == null) {
            order = Partition.order(rows, null, rowBlock, hasOneOrder() ? queryBlock : rowBlock);
        }
        return order;
    }

    private boolean hasOneOrder() {
        return rowBlock % queryBlock == 0;
    }

    /** A neighbourhood of rows, and the box that holds their points; the points with the extra column, if they are kept. */
    private static final class Block {

        final int first;
        final int count;
        final int padded;
        final @Nullable NativeArray points;
        final Box box;
        double longest; // square of the length of its longest point

        Block(int first, int count, int padded, @Nullable NativeArray points, int width) {
            this.first = first;
            this.count = count;
            this.padded = padded;
            this.points = points;
            this.box = new Box(width);
        }
    }

    @Override
    public void run(Question question, Neighbors found) {
        int[] order = order();
        int n = question.count();
        int[] turn = question.isAllOf(rows) && hasOneOrder() ? order : Partition.order(question.asked(), question.some(), queryBlock, queryBlock);
        try (Arena arena = new Arena("neighbours")) {
            Block[] blocks = blocks(arena, order, question.sign());
            int atOnce = question.atOnce(queryBlock);
            Search.share((n + atOnce - 1) / atOnce, (first, last) -> {
                try (Arena own = new Arena("neighbours of some")) {
                    Work work = new Work(question, order, blocks, own, Math.min(n, atOnce));
                    for (int piece = first; piece < last; piece++) {
                        work.queries(turn, piece * atOnce, Math.min(n, (piece + 1) * atOnce), found);
                    }
                }
            });
        }
    }

    private Block[] blocks(Arena arena, int[] order, int sign) {
        Block[] blocks = new Block[(rows.count + rowBlock - 1) / rowBlock];
        int kept = Search.fitting(blocks.length, 4L * rowBlock * (width + 1), memory);
        for (int b = 0; b < blocks.length; b++) {
            int first = b * rowBlock;
            int count = Math.min(rowBlock, rows.count - first);
            // a nearly full block is filled up, as full ones are multiplied faster
            int padded = count > rowBlock / 2 ? rowBlock : (count + TILE - 1) / TILE * TILE;
            blocks[b] = new Block(first, count, padded, b < kept ? arena.carve(DType.FLOAT32, Shape.of(padded, width + 1)) : null, width);
        }
        Search.share(blocks.length, (from, to) -> {
            Points points = new Points(order, sign);
            for (int b = from; b < to; b++) {
                Block block = blocks[b];
                for (int i = 0; i < block.count; i++) {
                    block.longest = Math.max(block.longest, embedding.point(rows, order[block.first + i], points.point));
                    block.box.add(points.point);
                }
                if (block.points != null) {
                    points.write(block, block.points);
                }
            }
        });
        return blocks;
    }

    /** Writes points of rows. */
    private final class Points {

        private final int[] order;
        private final int sign;
        private final double[] point = new double[width];
        private final float[] line = new float[width + 1];

        Points(int[] order, int sign) {
            this.order = order;
            this.sign = sign;
        }

        void write(Block block, NativeArray into) {
            FloatBuffer memory = into.block().floats();
            for (int i = 0; i < block.count; i++) {
                double square = embedding.point(rows, order[block.first + i], point);
                for (int c = 0; c < width; c++) {
                    line[c] = (float) point[c];
                }
                line[width] = (float) ((error - 0.5 * sign) * square);
                memory.put(into.start() + i * line.length, line);
            }
            Arrays.fill(line, 0);
            for (int i = block.count; i < block.padded; i++) {
                memory.put(into.start() + i * line.length, line);
            }
        }
    }

    /** One thread's memory and what it has at hand. */
    private final class Work {

        private final KernelOp products = new KernelOp.TiledProducts(TILE);
        private final Question question;
        private final int[] order;
        private final Block[] blocks;
        private final int columns;
        private final Points points;
        private final @Nullable NativeArray again; // for a block whose points are not kept
        private final NativeArray queries;
        private final NativeArray scores;
        private final NativeArray tops;
        private final float[] top;
        private final float[] least; // what a score must reach, for each query
        private final double[] squares;
        private final double[] point;
        private final long[] nearBlocks;

        Work(Question question, int[] order, Block[] blocks, Arena arena, int most) {
            this.question = question;
            this.order = order;
            this.blocks = blocks;
            this.columns = (most + 15) / 16 * 16;
            int largest = Arrays.stream(blocks).mapToInt(block -> block.padded).max().orElse(TILE);
            points = new Points(order, question.sign());
            boolean isAllKept = blocks[blocks.length - 1].points != null;
            again = isAllKept ? null : arena.carve(DType.FLOAT32, Shape.of(largest, width + 1));
            queries = arena.carve(DType.FLOAT32, Shape.of(width + 1, columns));
            scores = arena.carve(DType.FLOAT32, Shape.of(largest, columns));
            tops = arena.carve(DType.FLOAT32, Shape.of(largest / TILE, columns));
            top = new float[columns];
            least = new float[columns];
            squares = new double[columns];
            point = new double[width];
            nearBlocks = new long[blocks.length];
        }

        void queries(int[] turn, int from, int to, Neighbors found) {
            int count = to - from;
            Nearest[] nearest = question.nobody(count);
            Box box = new Box(width);
            FloatBuffer memory = queries.block().floats();
            double longest = 0;
            for (int j = 0; j < columns; j++) {
                boolean there = j < count;
                squares[j] = there ? embedding.point(question.asked(), question.row(turn[from + j]), point) : 0;
                boolean small = there && squares[j] < LONGEST;
                if (small) {
                    box.add(point);
                    longest = Math.max(longest, squares[j]);
                }
                for (int c = 0; c < width; c++) {
                    memory.put(queries.start() + c * columns + j, small ? (float) (question.sign() * point[c]) : 0);
                }
                memory.put(queries.start() + width * columns + j, 1);
                least[j] = small ? Float.NEGATIVE_INFINITY : Float.POSITIVE_INFINITY;
            }
            nearFirst(box);
            for (long near : nearBlocks) {
                Block block = blocks[(int) near];
                if (question.sign() > 0 && isTooFar(box.squaredGap(block.box), longest, nearest)) {
                    continue; // the order is not so exact that all behind were as far
                }
                multiply(block, turn, from, count, nearest);
            }
            for (int j = 0; j < count; j++) {
                if (least[j] == Float.POSITIVE_INFINITY) {
                    new PlainSearch(rows, measure).one(question, turn[from + j], found);
                } else {
                    nearest[j].copy(found.rows(), found.distances(), turn[from + j] * question.k());
                }
            }
        }

        private void nearFirst(Box box) {
            for (int b = 0; b < blocks.length; b++) {
                float gap = (float) Math.min(Float.MAX_VALUE, box.squaredGap(blocks[b].box));
                nearBlocks[b] = (long) Float.floatToIntBits(gap) << 32 | b;
            }
            if (question.sign() > 0) {
                Arrays.sort(nearBlocks);
            }
        }

        private boolean isTooFar(double gap, double longest, Nearest[] nearest) {
            double allowed = gap - SLACK * (1 + longest);
            for (int j = 0; j < nearest.length; j++) {
                if (least[j] < Float.POSITIVE_INFINITY && !(allowed > nearest[j].limit() * embedding.factor() * (1 + 1e-9))) {
                    return false;
                }
            }
            return true;
        }

        private boolean nothingKnown(int count) {
            for (int j = 0; j < count; j++) {
                if (least[j] == Float.NEGATIVE_INFINITY) {
                    return true;
                }
            }
            return false;
        }

        /**
         * As good a first guess as there is: k tiles hold at least k rows whose scores are no lower than the k-th tallest top, so that the k-th
         * row cannot be behind.
         */
        private void guess(Block block, NativeArray tallest, int[] turn, int from, int count) {
            int tiles = block.count / TILE; // the whole ones
            int most = question.k() + 1;
            if (!embedding.isExact() || tiles < most) {
                return;
            }
            FloatBuffer memory = tallest.block().floats();
            float[] best = new float[columns * most];
            Arrays.fill(best, Float.NEGATIVE_INFINITY);
            for (int t = 0; t < tiles; t++) {
                memory.get(tallest.start() + t * columns, top);
                for (int j = 0; j < count; j++) {
                    int at = (j + 1) * most - 1;
                    if (top[j] > best[at]) {
                        for (; at > j * most && top[j] > best[at - 1]; at--) {
                            best[at] = best[at - 1];
                        }
                        best[at] = top[j];
                    }
                }
            }
            for (int j = 0; j < count; j++) {
                if (least[j] == Float.NEGATIVE_INFINITY) {
                    boolean one = question.others(); // which may be the tallest, and does not count
                    double score = best[(j + 1) * most - (one ? 1 : 2)];
                    double slack = 2 * error * (squares[j] + 2 * block.longest) + 1e-12 * (1 + Math.abs(score) + squares[j]);
                    least[j] = Math.nextDown((float) (score - slack));
                }
            }
        }

        private NativeArray points(Block block) {
            if (block.points != null || again == null) {
                return Objects.requireNonNull(block.points);
            }
            NativeArray made = again.slice(0, Shape.of(block.padded, width + 1));
            points.write(block, made);
            return made;
        }

        private void multiply(Block block, int[] turn, int from, int count, Nearest[] nearest) {
            NativeArray y = scores.slice(0, Shape.of(block.padded, columns));
            NativeArray tallest = tops.slice(0, Shape.of(block.padded / TILE, columns));
            Execution.current().run(products, new NativeArray[] {points(block), queries}, new NativeArray[] {y, tallest});
            if (nothingKnown(count)) {
                guess(block, tallest, turn, from, count);
            }
            FloatBuffer memory = tallest.block().floats();
            int tiles = (block.count + TILE - 1) / TILE;
            for (int t = 0; t < tiles; t++) {
                memory.get(tallest.start() + t * columns, top);
                for (int j = 0; j < count; j++) {
                    if (top[j] >= least[j]) {
                        look(block, t * TILE, y, j, turn[from + j], nearest[j]);
                    }
                }
            }
        }

        /** Measures the rows of a tile whose scores reach far enough. */
        private void look(Block block, int first, NativeArray y, int j, int query, Nearest nearest) {
            FloatBuffer memory = y.block().floats();
            int at = y.start() + first * columns + j;
            int last = Math.min(TILE, block.count - first);
            int itself = question.itself(query);
            int asking = question.row(query);
            float reach = least[j];
            for (int i = 0; i < last; i++, at += columns) {
                if (memory.get(at) >= reach) {
                    int row = order[block.first + first + i];
                    if (row != itself) {
                        nearest.offer(row, question.sign() * measure.between(question.asked(), asking, rows, row));
                        reach = Math.max(reach, reach(nearest.limit(), squares[j]));
                    }
                }
            }
            least[j] = reach;
        }

        /** What a score must reach for a key that is not above the limit; a little less, for what float64 and float32 leave out. */
        private float reach(double limit, double square) {
            if (limit == Double.POSITIVE_INFINITY) {
                return Float.NEGATIVE_INFINITY;
            }
            double squaredLimit = question.sign() * limit * embedding.factor();
            double exact = question.sign() * 0.5 * (square - squaredLimit);
            double reach = exact - error * 0.5 * square - 1e-12 * (1 + Math.abs(squaredLimit) + square);
            return Math.nextDown(Math.nextDown((float) reach));
        }
    }
}
