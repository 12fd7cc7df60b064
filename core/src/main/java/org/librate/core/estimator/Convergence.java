package org.librate.core.estimator;

/**
 * How a solver ended.
 *
 * @param converged whether it stopped because it was done
 * @param iterations how often it changed all coefficients
 * @param remaining what the tolerance was compared with, at the end
 */
public record Convergence(boolean converged, int iterations, double remaining) {

    /** Of what is solved in one step. */
    static Convergence direct() {
        return new Convergence(true, 1, 0);
    }

    /** Two solutions of one problem. */
    Convergence and(Convergence other) {
        return new Convergence(converged && other.converged, Math.max(iterations, other.iterations), Math.max(remaining, other.remaining));
    }

    @Override
    public String toString() {
        return (converged ? "converged after " : "NOT converged after ") + iterations + " iterations";
    }
}
