package org.librate.core.estimator;

/**
 * Makes a smooth convex function small, and with it {@code Σ price[i] · |w[i]|} if there are prices, in float64.
 *
 * <p>Without prices it is L-BFGS (Nocedal 1980): the last steps and how the gradient changed along them stand for the curvature; a step is taken when
 * it is long enough and good enough (the weak Wolfe conditions, by bisection). With prices it is OWL-QN (Andrew and Gao 2007): the same in one
 * orthant at a time, where the absolute values are linear; a step that would leave the orthant ends at its border, which is how coefficients become
 * exactly 0.
 */
final class Lbfgs {

    private static final int MEMORY = 12;
    private static final double ENOUGH = 1e-4;
    private static final double CURVATURE = 0.9;
    private static final int MOST_TRIALS = 50;

    /** The smooth part. */
    interface Objective {
        /** The value at w; its gradient goes to the given array. */
        double at(double[] w, double[] gradient);
    }

    private final Objective objective;
    private final double[] prices; // empty if absolute values are free
    private final double tolerance;
    private final int maxIterations;
    private final int size;
    private final double[][] steps;
    private final double[][] changes;
    private final double[] curvatures;
    private int remembered;
    private int newest = -1;

    private Lbfgs(Objective objective, double[] prices, int size, double tolerance, int maxIterations) {
        this.objective = objective;
        this.prices = prices;
        this.tolerance = tolerance;
        this.maxIterations = maxIterations;
        this.size = size;
        this.steps = new double[MEMORY][size];
        this.changes = new double[MEMORY][size];
        this.curvatures = new double[MEMORY];
    }

    /**
     * Changes w from where it is to where no element of the gradient is above the tolerance.
     *
     * @param prices of absolute values, or none
     */
    static Convergence minimize(Objective objective, double[] prices, double[] w, double tolerance, int maxIterations) {
        return new Lbfgs(objective, prices, w.length, tolerance, maxIterations).run(w);
    }

    private Convergence run(double[] w) {
        double[] gradient = new double[size];
        double value = objective.at(w, gradient) + paid(w);
        double[] next = new double[size];
        double[] nextGradient = new double[size];
        double[] slope = new double[size];
        double[] direction = new double[size];
        int iteration = 0;
        while (true) {
            slope(w, gradient, slope);
            double remaining = largest(slope);
            if (!(remaining > tolerance) || iteration == maxIterations) {
                return new Convergence(remaining <= tolerance, iteration, remaining);
            }
            direction(slope, direction);
            double along = RowBlocks.dot(slope, 0, direction, 0, size);
            if (!(along < 0)) {
                remembered = 0;
                direction(slope, direction);
                along = RowBlocks.dot(slope, 0, direction, 0, size);
            }
            double first = remembered == 0 ? Math.min(1, 1 / Math.sqrt(-along)) : 1;
            double reached = search(w, value, slope, direction, along, first, next, nextGradient);
            if (Double.isNaN(reached)) {
                if (remembered > 0) {
                    remembered = 0;
                    continue;
                }
                // no number is better any more: as precise as a double can be
                return new Convergence(remaining <= 1e3 * tolerance, iteration, remaining);
            }
            remember(w, next, gradient, nextGradient);
            System.arraycopy(next, 0, w, 0, size);
            System.arraycopy(nextGradient, 0, gradient, 0, size);
            value = reached;
            iteration++;
        }
    }

    private double paid(double[] w) {
        double sum = 0;
        for (int i = 0; i < prices.length; i++) {
            sum += prices[i] * Math.abs(w[i]);
        }
        return sum;
    }

    /** The gradient; at 0 with a price, the one-sided derivative that leads down, or 0 if none does. */
    private void slope(double[] w, double[] gradient, double[] into) {
        System.arraycopy(gradient, 0, into, 0, size);
        for (int i = 0; i < prices.length; i++) {
            double price = prices[i];
            if (w[i] != 0) {
                into[i] = gradient[i] + Math.copySign(price, w[i]);
            } else {
                into[i] = gradient[i] + price < 0 ? gradient[i] + price : gradient[i] - price > 0 ? gradient[i] - price : 0;
            }
        }
    }

    private static double largest(double[] values) {
        double largest = 0;
        for (double value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest;
    }

    /** Minus the slope, times the inverse of the curvature that is remembered. */
    private void direction(double[] slope, double[] into) {
        System.arraycopy(slope, 0, into, 0, size);
        double[] shares = new double[MEMORY];
        for (int i = 0; i < remembered; i++) {
            int at = Math.floorMod(newest - i, MEMORY);
            shares[at] = RowBlocks.dot(steps[at], 0, into, 0, size) / curvatures[at];
            RowBlocks.addTo(into, 0, -shares[at], changes[at], 0, size);
        }
        double scale = remembered == 0 ? 1 : curvatures[newest] / RowBlocks.dot(changes[newest], 0, changes[newest], 0, size);
        for (int i = 0; i < size; i++) {
            into[i] *= scale;
        }
        for (int i = remembered - 1; i >= 0; i--) {
            int at = Math.floorMod(newest - i, MEMORY);
            double share = RowBlocks.dot(changes[at], 0, into, 0, size) / curvatures[at];
            RowBlocks.addTo(into, 0, shares[at] - share, steps[at], 0, size);
        }
        for (int i = 0; i < size; i++) {
            into[i] = i < prices.length && into[i] * slope[i] <= 0 ? 0 : -into[i];
        }
    }

    /** Finds a step along the direction; the value there, or NaN if none is better. */
    private double search(double[] w, double value, double[] slope, double[] direction, double along, double first, double[] next,
            double[] nextGradient) {
        double low = 0;
        double high = Double.POSITIVE_INFINITY;
        double step = first;
        double noise = 1e-15 * Math.abs(value);
        for (int trial = 0; trial < MOST_TRIALS; trial++) {
            double promised = 0;
            for (int i = 0; i < size; i++) {
                double to = w[i] + step * direction[i];
                if (i < prices.length && to * (w[i] != 0 ? w[i] : -slope[i]) < 0) {
                    to = 0;
                }
                next[i] = to;
                promised += slope[i] * (to - w[i]);
            }
            double reached = objective.at(next, nextGradient) + paid(next);
            if (!(reached <= value + ENOUGH * promised + noise)) {
                high = step;
            } else if (prices.length == 0 && RowBlocks.dot(nextGradient, 0, direction, 0, size) < CURVATURE * along) {
                low = step;
            } else {
                return promised < 0 ? reached : Double.NaN;
            }
            step = high < Double.POSITIVE_INFINITY ? (low + high) / 2 : 2 * step;
        }
        return Double.NaN;
    }

    private void remember(double[] w, double[] next, double[] gradient, double[] nextGradient) {
        int at = (newest + 1) % MEMORY;
        for (int i = 0; i < size; i++) {
            steps[at][i] = next[i] - w[i];
            changes[at][i] = nextGradient[i] - gradient[i];
        }
        double curvature = RowBlocks.dot(steps[at], 0, changes[at], 0, size);
        if (curvature > 1e-12 * RowBlocks.dot(changes[at], 0, changes[at], 0, size)) {
            curvatures[at] = curvature;
            newest = at;
            remembered = Math.min(MEMORY, remembered + 1);
        }
    }
}
