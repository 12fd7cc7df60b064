package org.librate.nn.schedule;

import org.librate.core.Check;

/**
 * Makes the rate smaller when a monitored value stops getting better. What it has seen is a {@link State}, a value: whoever trains asks for the next
 * one after each epoch, multiplies the rate by its factor, and saves it with a checkpoint.
 *
 * <pre>{@code
 * Plateau plateau = Plateau.minimizing().withPatience(5);
 * Plateau.State state = plateau.start();
 * state = plateau.next(state, validationLoss);       // after each epoch
 * rate = optimizer.rate() * state.factor();
 * }</pre>
 *
 * @param minimizes whether small values are good
 * @param patience how many epochs without a better value are borne; the next one makes the rate smaller
 * @param decay what the rate is multiplied by then
 * @param threshold how much better a value must be to count, as a share of the best
 * @param cooldown how many epochs after that do not count
 * @param lowest the factor below which the rate does not fall
 */
public record Plateau(boolean minimizes, int patience, double decay, double threshold, int cooldown, double lowest) {

    /**
     * What was seen so far.
     *
     * @param best the best value; not finite before the first
     * @param waited epochs since then that count
     * @param resting epochs to come that do not count
     * @param factor on the optimizer's rate, now
     */
    public record State(double best, int waited, int resting, double factor) {
    }

    public Plateau {
        Check.notNegative("Plateau", "patience", patience);
        Check.require(decay > 0 && decay < 1, "Plateau", "factor must be in (0, 1)", decay);
        Check.notNegative("Plateau", "threshold", threshold);
        Check.notNegative("Plateau", "cooldown", cooldown);
        Check.within("Plateau", "lowest", lowest, 0, 1);
    }

    /** For losses and errors. */
    public static Plateau minimizing() {
        return new Plateau(true, 10, 0.1, 1e-4, 0, 0);
    }

    /** For accuracies and scores. */
    public static Plateau maximizing() {
        return new Plateau(false, 10, 0.1, 1e-4, 0, 0);
    }

    public Plateau withPatience(int epochs) {
        return new Plateau(minimizes, epochs, decay, threshold, cooldown, lowest);
    }

    public Plateau withFactor(double factor) {
        return new Plateau(minimizes, patience, factor, threshold, cooldown, lowest);
    }

    public Plateau withThreshold(double share) {
        return new Plateau(minimizes, patience, decay, share, cooldown, lowest);
    }

    public Plateau withCooldown(int epochs) {
        return new Plateau(minimizes, patience, decay, threshold, epochs, lowest);
    }

    public Plateau withLowest(double factor) {
        return new Plateau(minimizes, patience, decay, threshold, cooldown, factor);
    }

    /** Before the first epoch. */
    public State start() {
        return new State(minimizes ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY, 0, 0, 1);
    }

    /** After an epoch that gave this value. NaN is never better. */
    public State next(State state, double value) {
        boolean better = isBetter(value, state.best);
        double best = better ? value : state.best;
        if (state.resting > 0) {
            return new State(best, 0, state.resting - 1, state.factor);
        }
        int waited = better ? 0 : state.waited + 1;
        return waited > patience ? new State(best, 0, cooldown, Math.max(lowest, state.factor * decay)) : new State(best, waited, 0, state.factor);
    }

    private boolean isBetter(double value, double best) {
        if (Double.isInfinite(best)) {
            return minimizes ? value < best : value > best;
        }
        double margin = threshold * Math.abs(best);
        return minimizes ? value < best - margin : value > best + margin;
    }

    @Override
    public String toString() {
        return "Plateau[" + (minimizes ? "minimizing" : "maximizing") + ", patience=" + patience + ", factor=" + decay + ", threshold=" + threshold
                + ", cooldown=" + cooldown + ", lowest=" + lowest + "]";
    }
}
