package org.librate.core.prepare;

import java.util.Arrays;

/**
 * Turns the rows of a matrix in pairs until all stand at right angles (one-sided Jacobi, Hestenes 1958). The rows are then the right singular
 * vectors, each as long as its singular value; of a covariance matrix, eigenvectors and eigenvalues. Written by hand because nothing that the library
 * depends on decomposes in float64: it is short, accurate to the last digits, and only walks along rows.
 */
final class Orthogonal {

    private static final int SWEEPS = 60;
    private static final double SMALL = 1e-15;

    private Orthogonal() {
    }

    static void turn(double[][] rows) {
        turn(rows, rows.length == 0 ? 0 : rows[0].length);
    }

    /**
     * What turns a symmetric matrix so that its rows stand at right angles, as a matrix to multiply it with: its rows have length 1 and are at right
     * angles too.
     */
    static double[][] turns(double[][] symmetric) {
        int n = symmetric.length;
        double[][] rows = new double[n][2 * n]; // beside each row what has been done to get there
        for (int i = 0; i < n; i++) {
            System.arraycopy(symmetric[i], 0, rows[i], 0, n);
            rows[i][n + i] = 1;
        }
        turn(rows, n);
        double[][] turns = new double[n][];
        for (int i = 0; i < n; i++) {
            turns[i] = Arrays.copyOfRange(rows[i], n, 2 * n);
        }
        return turns;
    }

    static double product(double[] p, double[] q) {
        double sum = 0;
        for (int i = 0; i < p.length; i++) {
            sum += p[i] * q[i];
        }
        return sum;
    }

    /** @param measured how many numbers of each row are to stand at right angles; those behind them are turned along */
    private static void turn(double[][] rows, int measured) {
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            boolean turned = false;
            for (int p = 0; p < rows.length; p++) {
                for (int q = p + 1; q < rows.length; q++) {
                    turned |= turn(rows[p], rows[q], measured);
                }
            }
            if (!turned) {
                return;
            }
        }
    }

    /** By the angle at which their product is 0: the smaller of the two such angles. */
    private static boolean turn(double[] p, double[] q, int measured) {
        double pp = 0;
        double qq = 0;
        double pq = 0;
        double ppOdd = 0; // sums of every other number, so that the processor need not wait for the last addition
        double qqOdd = 0;
        double pqOdd = 0;
        int even = measured & ~1;
        for (int i = 0; i < even; i += 2) {
            pp += p[i] * p[i];
            qq += q[i] * q[i];
            pq += p[i] * q[i];
            ppOdd += p[i + 1] * p[i + 1];
            qqOdd += q[i + 1] * q[i + 1];
            pqOdd += p[i + 1] * q[i + 1];
        }
        for (int i = even; i < measured; i++) {
            pp += p[i] * p[i];
            qq += q[i] * q[i];
            pq += p[i] * q[i];
        }
        pp += ppOdd;
        qq += qqOdd;
        pq += pqOdd;
        if (Math.abs(pq) <= SMALL * Math.sqrt(pp) * Math.sqrt(qq)) {
            return false;
        }
        double zeta = (qq - pp) / (2 * pq);
        double tangent = Math.copySign(1, zeta) / (Math.abs(zeta) + Math.hypot(1, zeta));
        double cosine = 1 / Math.hypot(1, tangent);
        double sine = cosine * tangent;
        for (int i = 0; i < p.length; i++) {
            double old = p[i];
            p[i] = cosine * old - sine * q[i];
            q[i] = sine * old + cosine * q[i];
        }
        return true;
    }
}
