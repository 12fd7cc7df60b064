package org.librate.augment.image;

/**
 * Very many normal numbers, as noise for each value of an image needs them: each is one of 4096 equally likely ones, of which the largest are 3.7
 * deviations from the middle. On the scale of a byte they cannot be told from finer ones, and five come from each 64 random bits.
 */
final class Normals {

    /** How many there are. */
    static final int COUNT = 4096;
    /** Of random bits, for one. */
    static final int BITS = 12;
    /** How many come from 64 random bits. */
    static final int EACH = 5;

    private static final long STEP = 0x9E3779B97F4A7C15L;
    private static final double[] QUANTILES = quantiles();

    private Normals() {
    }

    /** 64 random bits: number {@code index} under a seed (Steele, Lea and Flood 2014). */
    static long bits(long seed, long index) {
        long z = seed + index * STEP;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }

    /** All of them, with this deviation. */
    static float[] scaled(double deviation) {
        float[] scaled = new float[COUNT];
        for (int i = 0; i < COUNT; i++) {
            scaled[i] = (float) (QUANTILES[i] * deviation);
        }
        return scaled;
    }

    /** The middles of 4096 equal parts of the distribution, by Newton's method from one to the next; then brought to deviation 1. */
    private static double[] quantiles() {
        double[] z = new double[COUNT];
        double at = 0;
        double squares = 0;
        for (int i = COUNT / 2; i < COUNT; i++) {
            double wanted = (i + 0.5) / COUNT;
            for (int step = 0; step < 6; step++) {
                at -= (distribution(at) - wanted) / density(at);
            }
            z[i] = at;
            z[COUNT - 1 - i] = -at;
            squares += 2 * at * at;
        }
        double deviation = Math.sqrt(squares / COUNT);
        for (int i = 0; i < COUNT; i++) {
            z[i] /= deviation;
        }
        return z;
    }

    private static double density(double x) {
        return Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
    }

    /** Marsaglia 2004, for places that are not far out. */
    private static double distribution(double x) {
        double term = x;
        double sum = x;
        for (int k = 3; k < 120; k += 2) {
            term *= x * x / k;
            sum += term;
        }
        return 0.5 + sum * density(x);
    }
}
