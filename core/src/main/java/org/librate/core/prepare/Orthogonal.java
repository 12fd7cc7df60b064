package org.librate.core.prepare;

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
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            boolean turned = false;
            for (int p = 0; p < rows.length; p++) {
                for (int q = p + 1; q < rows.length; q++) {
                    turned |= turn(rows[p], rows[q]);
                }
            }
            if (!turned) {
                return;
            }
        }
    }

    /** By the angle at which their product is 0: the smaller of the two such angles. */
    private static boolean turn(double[] p, double[] q) {
        double pp = 0;
        double qq = 0;
        double pq = 0;
        for (int i = 0; i < p.length; i++) {
            pp += p[i] * p[i];
            qq += q[i] * q[i];
            pq += p[i] * q[i];
        }
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
