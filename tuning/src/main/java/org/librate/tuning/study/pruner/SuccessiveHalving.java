package org.librate.tuning.study.pruner;

import java.util.Arrays;
import java.util.OptionalInt;
import org.librate.core.Check;
import org.librate.tuning.study.History;
import org.librate.tuning.study.Pruner;

/**
 * Compares trials at rungs, steps 1, 4, 16 and so on, and lets the best quarter of those that came there go on (ASHA: nobody waits until a rung is
 * full).
 *
 * <pre>{@code
 * SuccessiveHalving.create().withFirst(2).withFactor(3)      // rungs at 2, 6, 18, ..
 * }</pre>
 *
 * <p>Early trials are compared with few others and may be given up too soon. With {@link #withPromotion} such a trial is gone on with once it is
 * among the best of its rung: the next trial has its settings, and continues what it left in its folder.
 *
 * <p>If reports have a value for each of several goals, a trial is compared by fronts: those that none beats in all goals go on, then those that only
 * these beat, and so on. A trial is never given up beside others of its front that go on.
 *
 * <p>Li et al., A System for Massively Parallel Hyperparameter Tuning, 2020.
 */
public final class SuccessiveHalving implements Pruner {

    private final Rungs rungs;
    private final boolean promotion;

    private SuccessiveHalving(Rungs rungs, boolean promotion) {
        this.rungs = rungs;
        this.promotion = promotion;
    }

    public static SuccessiveHalving create() {
        return new SuccessiveHalving(new Rungs(1, 4), false);
    }

    /** The step of the first rung; 1 unless told. */
    public SuccessiveHalving withFirst(int step) {
        return new SuccessiveHalving(new Rungs(Check.positive("SuccessiveHalving", "first", step), rungs.factor()), promotion);
    }

    /** One in so many goes on, and a rung is at so many times the steps of the one before; 4 unless told. */
    public SuccessiveHalving withFactor(int factor) {
        Check.require(factor >= 2, "SuccessiveHalving", "factor must be at least 2", factor);
        return new SuccessiveHalving(new Rungs(rungs.first(), factor), promotion);
    }

    /** Whether trials that were given up are gone on with when they turn out to be among the best of their rung. */
    public SuccessiveHalving withPromotion(boolean wanted) {
        return new SuccessiveHalving(rungs, wanted);
    }

    @Override
    public boolean prunes(History history, int[] steps, double[] losses) {
        return prunesFor(history, steps, Arrays.stream(losses).mapToObj(loss -> new double[] {loss}).toArray(double[][]::new));
    }

    @Override
    public boolean prunesFor(History history, int[] steps, double[][] losses) {
        return rungs.prunes(history, steps, losses, trial -> true);
    }

    @Override
    public OptionalInt promotes(History history) {
        return promotion ? rungs.promotes(history, trial -> true) : OptionalInt.empty();
    }

    @Override
    public String toString() {
        return "SuccessiveHalving.create()" + (rungs.first() == 1 ? "" : ".withFirst(" + rungs.first() + ")") + (rungs.factor() == 4 ? ""
                : ".withFactor(" + rungs.factor() + ")")
                + (promotion ? ".withPromotion(true)" : "");
    }
}
