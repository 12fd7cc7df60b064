package org.librate.core.neighbor;

import java.util.Arrays;

/**
 * Finds rows by sums of absolute differences in float32, column by column over blocks of rows, as the compiler turns into vector instructions; only
 * rows whose sum is near enough are measured. For distances that no product of matrices tells.
 *
 * <p>With all coordinates below 1 and queries below q, float32 is wrong by at most {@code K 2⁻²⁴ (K (1 + q) + sum)}, which what a sum must not be
 * above allows for.
 *
 * <p>It holds the rows once more in float32, as far as it may; the others are made again for each few queries.
 */
final class ColumnSearch implements Search {

    private static final int BLOCK = 1024;
    private static final int QUERIES = 32;
    private static final double ROUNDING = 1.0 / (1 << 24);
    private static final double LONGEST = 1e30;

    private final Rows rows;
    private final Measure measure;
    private final Embedding embedding;
    private final int width;
    private final double error;
    private final float[][][] kept; // each [width][BLOCK]: a column of its own for each, as the compiler makes vectors only where loops begin at 0

    ColumnSearch(Rows rows, Measure measure, Embedding embedding, long memory) {
        this.rows = rows;
        this.measure = measure;
        this.embedding = embedding;
        this.width = rows.width;
        this.error = (width + 10) * ROUNDING;
        this.kept = new float[Search.fitting(blocks(), 4L * BLOCK * width, memory)][width][BLOCK];
        Search.share(kept.length, (from, to) -> {
            double[] point = new double[width];
            for (int b = from; b < to; b++) {
                write(b, point, kept[b]);
            }
        });
    }

    private int blocks() {
        return (rows.count - 1) / BLOCK + 1;
    }

    private void write(int b, double[] point, float[][] into) {
        for (int i = 0; i < Math.min(BLOCK, rows.count - b * BLOCK); i++) {
            embedding.point(rows, b * BLOCK + i, point);
            for (int c = 0; c < width; c++) {
                into[c][i] = (float) point[c];
            }
        }
    }

    @Override
    public void run(Question question, Neighbors found) {
        int n = question.count();
        int atOnce = question.atOnce(QUERIES);
        Search.share((n + atOnce - 1) / atOnce, (first, last) -> {
            float[] sums = new float[BLOCK];
            float[][] again = new float[kept.length == blocks() ? 0 : width][BLOCK]; // a block that is not kept
            for (int piece = first; piece < last; piece++) {
                some(question, piece * atOnce, Math.min(n, (piece + 1) * atOnce), sums, again, found);
            }
        });
    }

    private void some(Question question, int from, int to, float[] sums, float[][] again, Neighbors found) {
        Nearest[] nearest = question.nobody(to - from);
        float[][] points = new float[to - from][width];
        double[] largest = new double[to - from];
        double[] point = new double[width];
        for (int i = from; i < to; i++) {
            double square = embedding.point(question.asked(), question.row(i), point);
            largest[i - from] = square < LONGEST ? Math.sqrt(square) : Double.POSITIVE_INFINITY;
            for (int c = 0; c < width; c++) {
                points[i - from][c] = (float) point[c];
            }
        }
        for (int b = 0; b < blocks(); b++) {
            if (b >= kept.length) {
                write(b, point, again);
            }
            float[][] block = b < kept.length ? kept[b] : again;
            for (int i = from; i < to; i++) {
                if (largest[i - from] < Double.POSITIVE_INFINITY) {
                    sum(points[i - from], block, sums);
                    look(question, i, b * BLOCK, sums, largest[i - from], nearest[i - from]);
                }
            }
        }
        for (int i = from; i < to; i++) {
            if (largest[i - from] < Double.POSITIVE_INFINITY) {
                nearest[i - from].copy(found.rows(), found.distances(), i * question.k());
            } else {
                new PlainSearch(rows, measure).one(question, i, found);
            }
        }
    }

    private void sum(float[] point, float[][] block, float[] sums) {
        Arrays.fill(sums, 0);
        for (int c = 0; c < width; c++) {
            add(sums, block[c], point[c]);
        }
    }

    private static void add(float[] sums, float[] column, float value) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += Math.abs(column[i] - value);
        }
    }

    private void look(Question question, int query, int first, float[] sums, double largest, Nearest nearest) {
        int count = Math.min(BLOCK, rows.count - first);
        int itself = question.itself(query);
        int asking = question.row(query);
        float sign = question.sign();
        float reach = reach(question.sign(), nearest.limit(), largest);
        for (int i = 0; i < count; i++) {
            if (sign * sums[i] <= reach && first + i != itself) {
                nearest.offer(first + i, sign * measure.between(question.asked(), asking, rows, first + i));
                reach = reach(question.sign(), nearest.limit(), largest);
            }
        }
    }

    /** What a sum, with its sign, must not be above for a key that is not above the limit. */
    private float reach(int sign, double limit, double largest) {
        if (limit == Double.POSITIVE_INFINITY) {
            return Float.POSITIVE_INFINITY;
        }
        double sum = limit * embedding.scale();
        // for keys below 0 as well: a sum and what it should be differ by a part of either
        return Math.nextUp((float) (sum + 2 * error * (Math.abs(sum) + width * (1 + largest)) + 1e-30));
    }
}
