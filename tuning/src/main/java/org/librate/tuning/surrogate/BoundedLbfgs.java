package org.librate.tuning.surrogate;

import java.util.Arrays;

/**
 * Finds a minimum of a smooth function within a box: L-BFGS over those variables that are not held at an end, each step projected back into the
 * box and halved until it gets lower. Made for a few dozen variables.
 */
public final class BoundedLbfgs {

    private static final int MEMORY = 8;
    private static final int HALVINGS = 25;
    private static final double SUFFICIENT = 1e-4; // of the decrease that the slope promises

    private BoundedLbfgs() {
    }

    /** A function with its gradient. */
    @FunctionalInterface
    public interface Function {

        /** The value at a point; the gradient there goes into {@code gradient}. */
        double at(double[] point, double[] gradient);
    }

    /** A point and the value there. */
    public record Minimum(double[] point, double value) {
    }

    /**
     * @param flat how small the projected gradient's largest entry must be to end before so many steps
     * @param gain how much lower a step must get to be followed by another, as a part of the value, or of 1 if that is less: at least some times
     * what rounding adds to the value
     */
    public static Minimum find(Function function, double[] start, double[] low, double[] high, int steps, double flat, double gain) {
        int n = start.length;
        double[] x = project(start, low, high);
        double[] g = new double[n];
        double f = function.at(x, g);
        double[][] moves = new double[MEMORY][];
        double[][] changes = new double[MEMORY][];
        int known = 0;
        for (int step = 0; step < steps; step++) {
            boolean[] held = new boolean[n];
            double steepest = 0;
            for (int i = 0; i < n; i++) {
                held[i] = x[i] <= low[i] && g[i] > 0 || x[i] >= high[i] && g[i] < 0;
                steepest = held[i] ? steepest : Math.max(steepest, Math.abs(g[i]));
            }
            if (!(steepest > flat) || !Double.isFinite(f)) {
                break;
            }
            double[] direction = direction(g, held, moves, changes, known);
            double slope = dot(direction, g);
            if (!(slope < 0)) { // the memory misleads
                known = 0;
                direction = direction(g, held, moves, changes, 0);
                slope = dot(direction, g);
            }
            double[] next = x;
            double[] nextGradient = new double[n];
            double nextValue = Double.POSITIVE_INFINITY;
            double length = known == 0 ? Math.min(1, 0.1 / steepest) : 1;
            boolean lower = false;
            for (int halving = 0; halving < HALVINGS && !lower; halving++, length /= 2) {
                double[] far = new double[n];
                for (int i = 0; i < n; i++) {
                    far[i] = x[i] + length * direction[i];
                }
                next = project(far, low, high);
                nextValue = function.at(next, nextGradient);
                double promised = 0;
                for (int i = 0; i < n; i++) {
                    promised += g[i] * (next[i] - x[i]);
                }
                lower = nextValue <= f + SUFFICIENT * promised && promised < 0;
                if (!lower && -promised <= gain * Math.max(1, Math.abs(f))) {
                    break; // a shorter step is not worth it
                }
            }
            if (!lower) {
                if (known == 0) {
                    break;
                }
                known = 0; // once more, straight down
                continue;
            }
            double[] move = new double[n];
            double[] change = new double[n];
            for (int i = 0; i < n; i++) {
                move[i] = next[i] - x[i];
                change[i] = nextGradient[i] - g[i];
            }
            if (dot(move, change) > 1e-12 * Math.sqrt(dot(move, move) * dot(change, change))) {
                System.arraycopy(moves, 0, moves, 1, MEMORY - 1); // the newest first
                System.arraycopy(changes, 0, changes, 1, MEMORY - 1);
                moves[0] = move;
                changes[0] = change;
                known = Math.min(MEMORY, known + 1);
            }
            boolean still = f - nextValue <= gain * Math.max(1, Math.abs(f));
            x = next;
            f = nextValue;
            g = nextGradient;
            if (still) {
                break;
            }
        }
        return new Minimum(x, f);
    }

    /** The two loops of Nocedal 1980, over what is not held. */
    private static double[] direction(double[] g, boolean[] held, double[][] moves, double[][] changes, int known) {
        int n = g.length;
        double[] q = new double[n];
        for (int i = 0; i < n; i++) {
            q[i] = held[i] ? 0 : -g[i];
        }
        double[] a = new double[known];
        double[] curvature = new double[known];
        for (int k = 0; k < known; k++) {
            curvature[k] = dot(moves[k], changes[k], held);
            if (curvature[k] > 0) {
                a[k] = dot(moves[k], q, held) / curvature[k];
                add(q, -a[k], changes[k], held);
            }
        }
        if (known > 0 && curvature[0] > 0) {
            double scale = curvature[0] / dot(changes[0], changes[0], held);
            for (int i = 0; i < n; i++) {
                q[i] *= scale;
            }
        }
        for (int k = known - 1; k >= 0; k--) {
            if (curvature[k] > 0) {
                add(q, a[k] - dot(changes[k], q, held) / curvature[k], moves[k], held);
            }
        }
        return q;
    }

    private static double[] project(double[] x, double[] low, double[] high) {
        double[] inside = Arrays.copyOf(x, x.length);
        for (int i = 0; i < inside.length; i++) {
            inside[i] = Math.max(low[i], Math.min(high[i], inside[i]));
        }
        return inside;
    }

    private static double dot(double[] a, double[] b) {
        return Cholesky.dot(a, b, a.length);
    }

    private static double dot(double[] a, double[] b, boolean[] held) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += held[i] ? 0 : a[i] * b[i];
        }
        return sum;
    }

    private static void add(double[] to, double factor, double[] what, boolean[] held) {
        for (int i = 0; i < to.length; i++) {
            to[i] += held[i] ? 0 : factor * what[i];
        }
    }
}
