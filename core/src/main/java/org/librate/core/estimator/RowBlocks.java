package org.librate.core.estimator;

import org.librate.core.kernel.host.HostParallel;

/**
 * Sums over rows, on several threads. Rows are divided by their number and the work alone, and the blocks' sums are added in order: so the sum has
 * the same bits for any number of threads.
 */
final class RowBlocks {

    /** Additions worth a block. */
    private static final long WORK = 1 << 16;
    private static final int MOST_BLOCKS = 64;
    /** Numbers in all blocks' sums together: 64 MB. */
    private static final long MOST_NUMBERS = 1 << 23;

    /** Adds what the rows of a block give. */
    interface Body {
        void add(int from, int to, double[] into);
    }

    private RowBlocks() {
    }

    /** {@code width} sums over n rows, each of which takes so many operations. */
    static double[] sum(int n, int width, long operations, Body body) {
        int blocks = (int) Math.max(1, Math.min(Math.min(MOST_BLOCKS, n), Math.min(n * operations / WORK, MOST_NUMBERS / Math.max(1, width))));
        double[][] sums = new double[blocks][width];
        HostParallel.run((first, last) -> {
            for (int b = first; b < last; b++) {
                body.add((int) ((long) n * b / blocks), (int) ((long) n * (b + 1) / blocks), sums[b]);
            }
        }, blocks, 1);
        for (int b = 1; b < blocks; b++) {
            for (int i = 0; i < width; i++) {
                sums[0][i] += sums[b][i];
            }
        }
        return sums[0];
    }

    /** A dot product in four sums, which the processor adds at the same time. */
    static double dot(double[] a, int atA, double[] b, int atB, int n) {
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        int i = 0;
        for (; i + 3 < n; i += 4) {
            s0 += a[atA + i] * b[atB + i];
            s1 += a[atA + i + 1] * b[atB + i + 1];
            s2 += a[atA + i + 2] * b[atB + i + 2];
            s3 += a[atA + i + 3] * b[atB + i + 3];
        }
        for (; i < n; i++) {
            s0 += a[atA + i] * b[atB + i];
        }
        return s0 + s1 + (s2 + s3);
    }

    /** {@code y += factor · x}. */
    static void addTo(double[] y, int atY, double factor, double[] x, int atX, int n) {
        for (int i = 0; i < n; i++) {
            y[atY + i] += factor * x[atX + i];
        }
    }
}
