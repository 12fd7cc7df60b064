package org.librate.core.random;

/**
 * Many normal quantiles at once: the same bits as {@link Draws#normal} for each, several times faster. Internal to Librate; one thread at a time.
 *
 * <p>The middle, 85 of 100 numbers, takes one loop without branches. Those in the tails are collected next to each other first, so that their
 * logarithms, roots and fractions run in vector loops too.
 */
public final class NormalGroup {

    private static final int GROUP = Threefry.GROUP;

    private final int[] places = new int[GROUP];
    private final double[] signs = new double[GROUP];
    private final double[] mantissas = new double[GROUP];
    private final double[] exponents = new double[GROUP];
    private final double[] roots = new double[GROUP];

    /** z[i] = {@link Draws#normal} of q[i], for all of q; both may be the same array. */
    public void quantiles(double[] q, double[] z) {
        for (int first = 0; first >= 0 && first < q.length; first += GROUP) {
            group(q, z, first, Math.min(q.length, first + GROUP));
        }
    }

    private void group(double[] q, double[] z, int from, int to) {
        int tails = collectTails(q, from, to);
        for (int i = from; i < to; i++) {
            z[i] = Draws.middle(q[i]);
        }
        roots(mantissas, exponents, roots, tails);
        double[] near = mantissas; // no longer needed
        for (int j = 0; j < tails; j++) {
            near[j] = Draws.nearTail(roots[j]);
        }
        for (int j = 0; j < tails; j++) {
            z[places[j]] = Math.copySign(roots[j] <= Draws.NEAR ? near[j] : Draws.farTail(roots[j]), signs[j]);
        }
    }

    private int collectTails(double[] q, int from, int to) {
        int tails = 0;
        for (int i = from; i < to; i++) {
            places[tails] = i;
            tails += (int) (Double.doubleToRawLongBits(Draws.MIDDLE - Math.abs(q[i])) >>> 63); // the sign, not a branch: nobody can predict it
        }
        for (int j = 0; j < tails; j++) {
            double off = q[places[j]];
            long bits = Double.doubleToRawLongBits(0.5 - Math.abs(off));
            long exponent = Draws.exponent(bits);
            signs[j] = off;
            mantissas[j] = Draws.mantissa(bits, exponent);
            exponents[j] = exponent;
        }
        return tails;
    }

    private static void roots(double[] mantissas, double[] exponents, double[] roots, int n) {
        for (int j = 0; j < n; j++) {
            roots[j] = Math.sqrt(-Draws.log(mantissas[j], exponents[j]));
        }
    }
}
