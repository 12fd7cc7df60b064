package org.librate.augment.image;

/**
 * The cosine transform of blocks of 8 × 8 and the way back, in whole numbers, for very many blocks at once: there is an array for each of the 64
 * places in a block, which holds that place of all blocks, so that each step is a short loop over arrays side by side, which the compiler turns into
 * wide instructions.
 *
 * <p>Along an axis value k is √2 Σ x(n) cos((2n + 1) k π / 16), and Σ x(n) for k = 0: the orthonormal one, √8 times as large. Cosines have 13 bits
 * behind the point; what is between the two axes has two.
 */
final class Cosines {

    private static final int BITS = 13;
    private static final int BETWEEN = 2;
    private static final int[] C = constants(); // √2 cos(k π / 16)

    private final int count;
    private final int[][] spare;

    /** For so many blocks. */
    Cosines(int count) {
        this.count = count;
        this.spare = new int[8][count];
    }

    private static int[] constants() {
        int[] constants = new int[8];
        for (int k = 0; k < constants.length; k++) {
            constants[k] = (int) Math.round(Math.sqrt(2) * Math.cos(k * Math.PI / 16) * (1 << BITS));
        }
        return constants;
    }

    /** From values around 0 to coefficients, eight times as large as orthonormal ones. */
    void forward(int[][] blocks) {
        for (int row = 0; row < 8; row++) {
            forward(blocks, 8 * row, 1, BITS - BETWEEN, -BETWEEN);
        }
        for (int column = 0; column < 8; column++) {
            forward(blocks, column, 8, BITS + BETWEEN, BETWEEN);
        }
    }

    /** From orthonormal coefficients to values around 0. */
    void back(int[][] blocks) {
        for (int column = 0; column < 8; column++) {
            back(blocks, column, 8, BITS - BETWEEN);
        }
        for (int row = 0; row < 8; row++) {
            back(blocks, 8 * row, 1, BITS + BETWEEN + 3);
        }
    }

    /** One axis. Sums of cosines are cut by so many bits; plain sums by others, or made larger by them. */
    private void forward(int[][] blocks, int first, int step, int cut, int plainCut) {
        for (int n = 0; n < 4; n++) {
            butterfly(blocks[first + n * step], blocks[first + (7 - n) * step], spare[n], spare[4 + n], count);
        }
        int[] d0 = spare[4];
        int[] d1 = spare[5];
        int[] d2 = spare[6];
        int[] d3 = spare[7];
        mix(d0, C[1], d1, C[3], d2, C[5], d3, C[7], cut, blocks[first + step], count);
        mix(d0, C[3], d1, -C[7], d2, -C[1], d3, -C[5], cut, blocks[first + 3 * step], count);
        mix(d0, C[5], d1, -C[1], d2, C[7], d3, C[3], cut, blocks[first + 5 * step], count);
        mix(d0, C[7], d1, -C[5], d2, C[3], d3, -C[1], cut, blocks[first + 7 * step], count);
        butterfly(spare[0], spare[3], d0, d1, count);
        butterfly(spare[1], spare[2], d2, d3, count);
        mix(d1, C[2], d3, C[6], cut, blocks[first + 2 * step], count);
        mix(d1, C[6], d3, -C[2], cut, blocks[first + 6 * step], count);
        butterfly(d0, d2, spare[0], spare[1], count);
        if (plainCut > 0) {
            shorten(spare[0], plainCut, blocks[first], count);
            shorten(spare[1], plainCut, blocks[first + 4 * step], count);
        } else {
            lengthen(spare[0], -plainCut, blocks[first], count);
            lengthen(spare[1], -plainCut, blocks[first + 4 * step], count);
        }
    }

    private void back(int[][] blocks, int first, int step, int cut) {
        int[] x0 = blocks[first];
        int[] x1 = blocks[first + step];
        int[] x2 = blocks[first + 2 * step];
        int[] x3 = blocks[first + 3 * step];
        int[] x4 = blocks[first + 4 * step];
        int[] x5 = blocks[first + 5 * step];
        int[] x6 = blocks[first + 6 * step];
        int[] x7 = blocks[first + 7 * step];
        int one = 1 << BITS;
        int[] even = spare[0];
        int[] other = spare[1];
        int[] odd = spare[2];
        int[] odd1 = spare[3];
        int[] odd2 = spare[4];
        int[] odd3 = spare[5];
        mix(x1, C[1], x3, C[3], x5, C[5], x7, C[7], 0, odd, count);
        mix(x1, C[3], x3, -C[7], x5, -C[1], x7, -C[5], 0, odd1, count);
        mix(x1, C[5], x3, -C[1], x5, C[7], x7, C[3], 0, odd2, count);
        mix(x1, C[7], x3, -C[5], x5, C[3], x7, -C[1], 0, odd3, count);
        mix(x0, one, x4, one, x2, C[2], x6, C[6], 0, even, count);
        mix(x0, one, x4, one, x2, -C[2], x6, -C[6], 0, other, count);
        mix(x0, one, x4, -one, x2, C[6], x6, -C[2], 0, spare[6], count);
        mix(x0, one, x4, -one, x2, -C[6], x6, C[2], 0, spare[7], count);
        ends(even, odd, cut, x0, x7, count);
        ends(spare[6], odd1, cut, x1, x6, count);
        ends(spare[7], odd2, cut, x2, x5, count);
        ends(other, odd3, cut, x3, x4, count);
    }

    private static void butterfly(int[] a, int[] b, int[] sum, int[] difference, int count) {
        for (int i = 0; i < count; i++) {
            sum[i] = a[i] + b[i];
        }
        for (int i = 0; i < count; i++) {
            difference[i] = a[i] - b[i];
        }
    }

    private static void mix(int[] a, int ca, int[] b, int cb, int cut, int[] into, int count) {
        int half = 1 << cut >> 1;
        for (int i = 0; i < count; i++) {
            into[i] = a[i] * ca + b[i] * cb + half >> cut;
        }
    }

    private static void mix(int[] a, int ca, int[] b, int cb, int[] c, int cc, int[] d, int cd, int cut, int[] into, int count) {
        int half = 1 << cut >> 1;
        for (int i = 0; i < count; i++) {
            into[i] = a[i] * ca + b[i] * cb + c[i] * cc + d[i] * cd + half >> cut;
        }
    }

    private static void ends(int[] even, int[] odd, int cut, int[] first, int[] last, int count) {
        int half = 1 << cut - 1;
        for (int i = 0; i < count; i++) {
            first[i] = even[i] + odd[i] + half >> cut;
        }
        for (int i = 0; i < count; i++) {
            last[i] = even[i] - odd[i] + half >> cut;
        }
    }

    private static void shorten(int[] a, int cut, int[] into, int count) {
        int half = 1 << cut - 1;
        for (int i = 0; i < count; i++) {
            into[i] = a[i] + half >> cut;
        }
    }

    private static void lengthen(int[] a, int by, int[] into, int count) {
        for (int i = 0; i < count; i++) {
            into[i] = a[i] << by;
        }
    }
}
