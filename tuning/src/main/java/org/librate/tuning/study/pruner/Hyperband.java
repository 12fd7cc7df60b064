package org.librate.tuning.study.pruner;

import java.util.Arrays;
import java.util.OptionalInt;
import org.librate.core.Check;
import org.librate.tuning.study.History;
import org.librate.tuning.study.Pruner;

/**
 * Several {@link SuccessiveHalving}s that begin to compare earlier or later, as it is not known how early reports can be trusted. A trial belongs to
 * one of them by its number, to the earlier ones more often, and is compared only with trials of the same one.
 *
 * <pre>{@code
 * Hyperband.upTo(27)      // factor 3: rungs from 1, from 3, from 9 and from 27 on
 * }</pre>
 *
 * <p>Li et al., Hyperband, JMLR 2018; without waiting until a rung is full.
 */
public final class Hyperband implements Pruner {

    private static final double GOLDEN = 0.618_033_988_749_894_9; // multiples of it, without their whole part, fill 0 to 1 evenly

    private final int first;
    private final int last;
    private final int factor;
    private final boolean promotion;

    private Hyperband(int first, int last, int factor, boolean promotion) {
        this.first = first;
        this.last = last;
        this.factor = factor;
        this.promotion = promotion;
    }

    /** For trials of at most so many steps. */
    public static Hyperband upTo(int step) {
        return new Hyperband(1, Check.positive("Hyperband", "last step", step), 3, false);
    }

    /** The step of the first rung of all; 1 unless told. */
    public Hyperband withFirst(int step) {
        Check.require(step >= 1 && step <= last, "Hyperband", "the first step must be from 1 to " + last, step);
        return new Hyperband(step, last, factor, promotion);
    }

    /** One in so many goes on, and a rung is at so many times the steps of the one before; 3 unless told. */
    public Hyperband withFactor(int factor) {
        Check.require(factor >= 2, "Hyperband", "factor must be at least 2", factor);
        return new Hyperband(first, last, factor, promotion);
    }

    /** As {@link SuccessiveHalving#withPromotion}. */
    public Hyperband withPromotion(boolean wanted) {
        return new Hyperband(first, last, factor, wanted);
    }

    /** How many brackets there are. */
    int brackets() {
        return new Rungs(first, factor).count(last);
    }

    /** The bracket of a trial: 0 compares from the first step on. The shares are such that each bracket has about the same number of steps. */
    int bracket(int trial) {
        int brackets = brackets();
        double[] shares = new double[brackets];
        double sum = 0;
        for (int i = 0; i < brackets; i++) {
            int rungs = brackets - i;
            shares[i] = brackets * Math.pow(factor, rungs - 1) / rungs;
            sum += shares[i];
        }
        double place = (trial * GOLDEN) % 1 * sum;
        int bracket = 0;
        while (bracket < brackets - 1 && place >= shares[bracket]) {
            place -= shares[bracket++];
        }
        return bracket;
    }

    private Rungs rungs(int bracket) {
        return new Rungs(new Rungs(first, factor).step(bracket), factor);
    }

    @Override
    public boolean prunes(History history, int[] steps, double[] losses) {
        return prunesFor(history, steps, Arrays.stream(losses).mapToObj(loss -> new double[] {loss}).toArray(double[][]::new));
    }

    @Override
    public boolean prunesFor(History history, int[] steps, double[][] losses) {
        if (steps[steps.length - 1] >= last) {
            return false; // it is at its end
        }
        int bracket = bracket(Reports.root(history, history.next()));
        return rungs(bracket).prunes(history, steps, losses, trial -> bracket(Reports.root(history, trial)) == bracket);
    }

    @Override
    public OptionalInt promotes(History history) {
        int bracket = bracket(history.next());
        return promotion ? rungs(bracket).promotes(history, trial -> bracket(Reports.root(history, trial)) == bracket) : OptionalInt.empty();
    }

    @Override
    public String toString() {
        return "Hyperband.upTo(" + last + ")" + (first == 1 ? "" : ".withFirst(" + first + ")") + (factor == 3 ? "" : ".withFactor(" + factor + ")")
                + (promotion ? ".withPromotion(true)" : "");
    }
}
