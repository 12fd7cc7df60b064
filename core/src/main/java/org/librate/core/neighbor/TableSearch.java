package org.librate.core.neighbor;

import java.util.Arrays;

/**
 * Finds rows by what tables say of codes, column by column over blocks of rows. Sums are those that are measured, to the bit, as columns are added
 * in the same order.
 *
 * <p>It holds the codes once more, as far as it may; the others are arranged again for each few queries.
 */
final class TableSearch implements Search {

    private static final int BLOCK = 1024;
    private static final int QUERIES = 32;

    private final Rows rows;
    private final double[][][] tables;
    private final int[][] kept; // each [columns, BLOCK]

    TableSearch(Rows rows, double[][][] tables, long memory) {
        this.rows = rows;
        this.tables = tables;
        this.kept = new int[Search.fitting(blocks(), 4L * BLOCK * rows.columns, memory)][rows.columns * BLOCK];
        for (int b = 0; b < kept.length; b++) {
            write(b, kept[b]);
        }
    }

    private int blocks() {
        return (rows.count - 1) / BLOCK + 1;
    }

    private void write(int b, int[] into) {
        for (int i = 0; i < BLOCK; i++) {
            int row = Math.min(rows.count - 1, b * BLOCK + i); // the last one fills what is left, so that all are codes
            for (int c = 0; c < rows.columns; c++) {
                into[c * BLOCK + i] = rows.codes[row * rows.columns + c];
            }
        }
    }

    @Override
    public void run(Question question, Neighbors found) {
        int n = question.count();
        Search.share((n + QUERIES - 1) / QUERIES, (first, last) -> {
            double[] sums = new double[BLOCK];
            int[] again = new int[kept.length == blocks() ? 0 : rows.columns * BLOCK]; // a block that is not kept
            for (int piece = first; piece < last; piece++) {
                some(question, piece * QUERIES, Math.min(n, (piece + 1) * QUERIES), sums, again, found);
            }
        });
    }

    private void some(Question question, int from, int to, double[] sums, int[] again, Neighbors found) {
        Nearest[] nearest = question.nobody(to - from);
        for (int b = 0; b < blocks(); b++) {
            if (b >= kept.length) {
                write(b, again);
            }
            int[] block = b < kept.length ? kept[b] : again;
            for (int i = from; i < to; i++) {
                int asking = question.row(i) * rows.columns;
                Arrays.fill(sums, 0);
                for (int c = 0; c < rows.columns; c++) {
                    add(sums, tables[c][question.asked().codes[asking + c]], block, c * BLOCK);
                }
                look(question, i, b * BLOCK, sums, nearest[i - from]);
            }
        }
        for (int i = from; i < to; i++) {
            nearest[i - from].copy(found.rows(), found.distances(), i * question.k());
        }
    }

    private static void add(double[] sums, double[] table, int[] codes, int at) {
        for (int i = 0; i < BLOCK; i++) {
            sums[i] += table[codes[at + i]];
        }
    }

    private void look(Question question, int query, int first, double[] sums, Nearest nearest) {
        int count = Math.min(BLOCK, rows.count - first);
        int itself = question.itself(query);
        int sign = question.sign();
        double limit = nearest.limit();
        for (int i = 0; i < count; i++) {
            double key = sign * sums[i];
            if (key <= limit && first + i != itself) {
                nearest.offer(first + i, key);
                limit = nearest.limit();
            }
        }
    }
}
