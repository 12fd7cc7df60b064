package org.librate.core.neighbor;

import java.util.Arrays;

/**
 * Finds rows by what tables say of codes, column by column over blocks of rows. Sums are those that are measured, to the bit, as columns are added
 * in the same order.
 *
 * <p>It holds the codes once more.
 */
final class TableSearch implements Search {

    private static final int BLOCK = 1024;
    private static final int QUERIES = 32;

    private final Rows rows;
    private final double[][][] tables;
    private final int[][] blocks; // each [columns, BLOCK]

    TableSearch(Rows rows, double[][][] tables) {
        this.rows = rows;
        this.tables = tables;
        this.blocks = new int[(rows.count - 1) / BLOCK + 1][rows.columns * BLOCK];
        for (int i = 0, at = 0; i < rows.count; i++) {
            for (int c = 0; c < rows.columns; c++) {
                blocks[i / BLOCK][c * BLOCK + i % BLOCK] = rows.codes[at++];
            }
        }
    }

    @Override
    public void run(Question question, Neighbors found) {
        int n = question.asked().count;
        Search.share((n + QUERIES - 1) / QUERIES, (first, last) -> {
            double[] sums = new double[BLOCK];
            for (int piece = first; piece < last; piece++) {
                some(question, piece * QUERIES, Math.min(n, (piece + 1) * QUERIES), sums, found);
            }
        });
    }

    private void some(Question question, int from, int to, double[] sums, Neighbors found) {
        Nearest[] nearest = question.nobody(to - from);
        for (int b = 0; b < blocks.length; b++) {
            for (int i = from; i < to; i++) {
                Arrays.fill(sums, 0);
                for (int c = 0; c < rows.columns; c++) {
                    add(sums, tables[c][question.asked().codes[i * rows.columns + c]], blocks[b], c * BLOCK);
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
        int itself = question.itself()[query];
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
