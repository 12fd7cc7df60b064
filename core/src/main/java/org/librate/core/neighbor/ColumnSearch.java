package org.librate.core.neighbor;

import java.util.Arrays;

/**
 * Finds rows by sums of absolute differences in float32, column by column over blocks of rows, as the compiler turns into vector instructions; only
 * rows whose sum
 * is near enough are measured. For distances that no product of matrices tells.
 *
 * <p>With all coordinates below 1 and queries below q, float32 is wrong by at most {@code K 2⁻²⁴ (K (1 + q) + sum)}, which what a sum must not be
 * above allows for.
 *
 * <p>It holds the rows once more in float32.
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
    private final float[][][] blocks; // each [width][BLOCK]: a column of its own for each, as the compiler makes vectors only where loops begin at 0

    ColumnSearch(Rows rows, Measure measure, Embedding embedding) {
        this.rows = rows;
        this.measure = measure;
        this.embedding = embedding;
        this.width = rows.width;
        this.error = (width + 10) * ROUNDING;
        this.blocks = new float[(rows.count - 1) / BLOCK + 1][width][BLOCK];
        Search.share(blocks.length, (from, to) -> {
            double[] point = new double[width];
            for (int b = from; b < to; b++) {
                for (int i = 0; i < Math.min(BLOCK, rows.count - b * BLOCK); i++) {
                    embedding.point(rows, b * BLOCK + i, point);
                    for (int c = 0; c < width; c++) {
                        blocks[b][c][i] = (float) point[c];
                    }
                }
            }
        });
    }

    @Override
    public void run(Question question, Neighbors found) {
        int n = question.asked().count;
        Search.share((n + QUERIES - 1) / QUERIES, (first, last) -> {
            float[] sums = new float[BLOCK];
            for (int piece = first; piece < last; piece++) {
                some(question, piece * QUERIES, Math.min(n, (piece + 1) * QUERIES), sums, found);
            }
        });
    }

    private void some(Question question, int from, int to, float[] sums, Neighbors found) {
        Nearest[] nearest = question.nobody(to - from);
        float[][] points = new float[to - from][width];
        double[] largest = new double[to - from];
        double[] point = new double[width];
        for (int i = from; i < to; i++) {
            double square = embedding.point(question.asked(), i, point);
            largest[i - from] = square < LONGEST ? Math.sqrt(square) : Double.POSITIVE_INFINITY;
            for (int c = 0; c < width; c++) {
                points[i - from][c] = (float) point[c];
            }
        }
        for (int b = 0; b < blocks.length; b++) {
            for (int i = from; i < to; i++) {
                if (largest[i - from] < Double.POSITIVE_INFINITY) {
                    sum(points[i - from], blocks[b], sums);
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
        int itself = question.itself()[query];
        float sign = question.sign();
        float reach = reach(question.sign(), nearest.limit(), largest);
        for (int i = 0; i < count; i++) {
            if (sign * sums[i] <= reach && first + i != itself) {
                nearest.offer(first + i, sign * measure.between(question.asked(), query, rows, first + i));
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
