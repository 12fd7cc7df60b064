package org.librate.tuning.study.pruner;

import java.util.Arrays;
import java.util.Comparator;
import org.librate.metrics.internal.Distributions;

/**
 * Wilcoxon's signed-rank test of one side. The distribution is that of the ranks as they are, equal ones and zeros included: each difference that is
 * not 0 may as well have had the other sign. A zero has its rank and gives half of it to either side.
 */
final class SignedRanks {

    private static final int EXACT = 60; // differences, beyond which the sum is as good as normal

    private SignedRanks() {
    }

    /** The chance that the ranks of positive differences come to this sum or more if signs are thrown by coin. */
    static double chanceOfMore(double[] differences) {
        int[] twice = doubledRanks(differences);
        int positive = 0;
        int all = 0;
        double squares = 0;
        for (int i = 0; i < twice.length; i++) {
            if (differences[i] != 0) {
                positive += differences[i] > 0 ? twice[i] : 0;
                all += twice[i];
                squares += (double) twice[i] * twice[i];
            }
        }
        if (all == 0) {
            return 1;
        }
        if (differences.length > EXACT) {
            double z = (positive - 1 - all / 2.0) / Math.sqrt(squares / 4); // half a rank less: sums are whole
            return Distributions.upperNormal(z);
        }
        double[] chances = new double[all + 1]; // of each sum
        chances[0] = 1;
        for (int i = 0; i < twice.length; i++) {
            if (differences[i] != 0) {
                for (int sum = all; sum >= 0; sum--) {
                    chances[sum] = 0.5 * (chances[sum] + (sum >= twice[i] ? chances[sum - twice[i]] : 0));
                }
            }
        }
        double more = 0;
        for (int sum = all; sum >= positive; sum--) {
            more += chances[sum];
        }
        return Math.min(1, more);
    }

    /** Ranks of sizes, from 1; equal ones share the mean of theirs. Doubled they are whole. */
    private static int[] doubledRanks(double[] differences) {
        Integer[] order = new Integer[differences.length];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, Comparator.comparingDouble(i -> Math.abs(differences[i])));
        int[] twice = new int[order.length];
        for (int from = 0; from < order.length; ) {
            int to = from;
            while (to < order.length && Math.abs(differences[order[to]]) == Math.abs(differences[order[from]])) {
                to++;
            }
            for (int i = from; i < to; i++) {
                twice[order[i]] = from + 1 + to;
            }
            from = to;
        }
        return twice;
    }
}
