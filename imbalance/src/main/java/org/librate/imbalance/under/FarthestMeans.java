package org.librate.imbalance.under;

import java.util.Arrays;
import org.librate.core.kernel.host.HostParallel;
import org.librate.imbalance.Rows;

/** How far away the farthest rows are. */
final class FarthestMeans {

    private static final int GRAIN = 64;

    private FarthestMeans() {
    }

    /** For each of {@code some} the mean distance to its k farthest of {@code others}. Beside the answer, memory holds these once, and k numbers for each thread. */
    static double[] of(Rows rows, int[] some, int[] others, int k) {
        RowBlocks blocks = RowBlocks.of(rows.values(), rows.width(), others);
        double[] means = new double[some.length];
        HostParallel.run((from, to) -> {
            double[] squares = new double[RowBlocks.SIZE];
            double[] largest = new double[k]; // descending
            for (int i = from; i < to; i++) {
                Arrays.fill(largest, -1);
                for (int block = 0; block < blocks.blocks(); block++) {
                    blocks.squares(block, rows.values(), some[i], squares);
                    int count = blocks.count(block);
                    for (int place = 0; place < count; place++) {
                        if (squares[place] > largest[k - 1]) {
                            insert(largest, squares[place]);
                        }
                    }
                }
                means[i] = mean(largest);
            }
        }, some.length, GRAIN);
        return means;
    }

    private static void insert(double[] largest, double value) {
        int at = largest.length - 1;
        while (at > 0 && largest[at - 1] < value) {
            largest[at] = largest[at - 1];
            at--;
        }
        largest[at] = value;
    }

    private static double mean(double[] squares) {
        double sum = 0;
        for (double square : squares) {
            sum += Math.sqrt(square);
        }
        return sum / squares.length;
    }
}
