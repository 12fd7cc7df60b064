package org.librate.core.data;

/** The rows of each class. */
final class ByClass {

    private ByClass() {
    }

    static long[] counts(int[] labels) {
        int classes = 0;
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] < 0) {
                throw new IllegalArgumentException("Dataset: a class must be >= 0, got " + labels[i] + " in row " + i + ".");
            }
            classes = Math.max(classes, Math.addExact(labels[i], 1));
        }
        if (classes > Math.max(1 << 20, 2 * labels.length)) { // a stray label must not claim gigabytes
            throw new IllegalArgumentException("Dataset: classes must be numbered 0, 1, 2, ..., got " + (classes - 1) + " among " + labels.length
                    + " rows.");
        }
        long[] counts = new long[classes];
        for (int label : labels) {
            counts[label]++;
        }
        return counts;
    }

    /** For each class its rows, in order. */
    static int[][] rows(int[] labels) {
        long[] counts = counts(labels);
        int[][] rows = new int[counts.length][];
        for (int c = 0; c < rows.length; c++) {
            rows[c] = new int[(int) counts[c]];
        }
        int[] next = new int[rows.length];
        for (int i = 0; i < labels.length; i++) {
            rows[labels[i]][next[labels[i]]++] = i;
        }
        return rows;
    }
}
