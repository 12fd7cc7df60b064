package org.librate.tuning.study.pruner;

import org.librate.core.Check;
import org.librate.tuning.study.History;
import org.librate.tuning.study.Pruner;

/**
 * Gives a trial up that reports what is out of bounds, or is not a number: one that has diverged.
 *
 * <pre>{@code
 * ThresholdPruner.above(10)
 * ThresholdPruner.outside(0.2, 1).withWarmup(5)      // an accuracy that should have come to more than nothing
 * }</pre>
 */
public final class ThresholdPruner implements Pruner {

    private final double low;
    private final double high;
    private final int warmup;

    private ThresholdPruner(double low, double high, int warmup) {
        this.low = low;
        this.high = high;
        this.warmup = warmup;
    }

    /** A trial that reports more is given up. */
    public static ThresholdPruner above(double high) {
        return outside(Double.NEGATIVE_INFINITY, high);
    }

    /** A trial that reports less is given up. */
    public static ThresholdPruner below(double low) {
        return outside(low, Double.POSITIVE_INFINITY);
    }

    /** A trial that reports less than the one or more than the other is given up. */
    public static ThresholdPruner outside(double low, double high) {
        Check.require(low <= high, "ThresholdPruner", "low must not be above high", low + " and " + high);
        return new ThresholdPruner(low, high, 0);
    }

    /** Up to which step no trial is given up; 0 unless told. */
    public ThresholdPruner withWarmup(int step) {
        return new ThresholdPruner(low, high, Check.notNegative("ThresholdPruner", "warmup", step));
    }

    @Override
    public boolean prunes(History history, int[] steps, double[] losses) {
        if (!Reports.isJudged(steps, warmup, 1)) {
            return false;
        }
        double loss = losses[losses.length - 1];
        double value = history.goals().get(0).maximised() ? -loss : loss;
        return !(value >= low && value <= high);
    }

    @Override
    public String toString() {
        return "ThresholdPruner.outside(" + low + ", " + high + ")" + (warmup == 0 ? "" : ".withWarmup(" + warmup + ")");
    }
}
