package org.librate.metrics.classification;

import org.jspecify.annotations.Nullable;
import org.librate.metrics.internal.Radix;

/**
 * Rows of two kinds in order of their scores, the highest first; rows of the same score are one step. Everything that depends on the order alone is
 * one walk down these steps.
 *
 * <p>Built for many millions of rows: a float's 32 bits and what belongs to it (whether the row is positive, or where its weight is to be
 * found) share a long, and the longs are sorted. Doubles take a second array.
 */
final class Ranked {

    /** One step down. */
    interface Step {
        /** The rows of one score: how much of them is positive and negative. */
        void at(double score, double positive, double negative);
    }

    private final long @Nullable [] packed;
    private final long[] keys;
    private final int[] payload;
    private final byte[] positive;
    private final double @Nullable [] weights;
    private final int size;
    private double positives;
    private double negatives;

    private Ranked(long @Nullable [] packed, long[] keys, int[] payload, byte[] positive, double @Nullable [] weights, int size) {
        this.packed = packed;
        this.keys = keys;
        this.payload = payload;
        this.positive = positive;
        this.weights = weights;
        this.size = size;
        for (int i = 0; i < size; i++) {
            double weight = weights == null ? 1 : weights[i];
            positives += positive[i] * weight;
            negatives += (1 - positive[i]) * weight;
        }
    }

    /** The first rows of these arrays; rows of weight 0 must not be among them. */
    static Ranked of(float[] scores, byte[] positive, double @Nullable [] weights, int size) {
        long[] packed = new long[size];
        for (int i = 0; i < size; i++) {
            packed[i] = (long) ~Radix.key(scores[i]) << 32 | (weights == null ? positive[i] : i);
        }
        return new Ranked(Radix.sortByUpperHalf(packed), new long[0], new int[0], positive, weights, size);
    }

    /** The first rows of these arrays; rows of weight 0 must not be among them. */
    static Ranked of(double[] scores, byte[] positive, double @Nullable [] weights, int size) {
        long[] keys = new long[size];
        int[] payload = new int[size];
        for (int i = 0; i < size; i++) {
            keys[i] = ~Radix.key(scores[i]);
            payload[i] = weights == null ? positive[i] : i;
        }
        Radix.sort(keys, payload);
        return new Ranked(null, keys, payload, positive, weights, size);
    }

    double positives() {
        return positives;
    }

    double negatives() {
        return negatives;
    }

    /** Whether rows of one kind are missing: then there is nothing to tell apart. */
    boolean oneSided() {
        return positives == 0 || negatives == 0;
    }

    void walk(Step step) {
        long[] both = packed;
        double[] by = weights;
        int i = 0;
        while (i < size) {
            long key = both == null ? keys[i] : both[i] >>> 32;
            double up = 0;
            double down = 0;
            do {
                int carried = both == null ? payload[i] : (int) both[i];
                if (by == null) {
                    up += carried;
                    down += 1 - carried;
                } else {
                    up += positive[carried] * by[carried];
                    down += (1 - positive[carried]) * by[carried];
                }
                i++;
            } while (i < size && (both == null ? keys[i] : both[i] >>> 32) == key);
            step.at(both == null ? Radix.value(~key) : Radix.value(~(int) key), up, down);
        }
    }
}
