package org.librate.tuning.study.pruner;

import java.util.Arrays;
import org.librate.core.Check;
import org.librate.tuning.study.History;
import org.librate.tuning.study.Pruner;
import org.librate.tuning.study.TrialState;

/**
 * Gives a trial up whose best report so far is not among the best share of what complete trials reported at the same step.
 *
 * <pre>{@code
 * PercentilePruner.keeping(0.25).withWarmup(3)      // the best quarter goes on, judged from the fourth step on
 * }</pre>
 */
public final class PercentilePruner implements Pruner {

    private static final String NAME = "PercentilePruner";

    private final double share;
    private final int startup;
    private final int warmup;
    private final int interval;
    private final int least;

    private PercentilePruner(double share, int startup, int warmup, int interval, int least) {
        this.share = share;
        this.startup = startup;
        this.warmup = warmup;
        this.interval = interval;
        this.least = least;
    }

    /** The best share of trials goes on. */
    public static PercentilePruner keeping(double share) {
        Check.require(share > 0 && share < 1, NAME, "share must be between 0 and 1", share);
        return new PercentilePruner(share, 5, 0, 1, 1);
    }

    /** How many trials must be complete before any is given up; 5 unless told. */
    public PercentilePruner withStartupTrials(int trials) {
        return new PercentilePruner(share, Check.notNegative(NAME, "startupTrials", trials), warmup, interval, least);
    }

    /** Up to which step no trial is given up; 0 unless told. */
    public PercentilePruner withWarmup(int step) {
        return new PercentilePruner(share, startup, Check.notNegative(NAME, "warmup", step), interval, least);
    }

    /** A trial is judged at the first step after the warm-up, and then each so many. */
    public PercentilePruner withInterval(int steps) {
        return new PercentilePruner(share, startup, warmup, Check.positive(NAME, "interval", steps), least);
    }

    /** How many trials must have reported at a step for one to be judged there; 1 unless told. */
    public PercentilePruner withLeastTrials(int trials) {
        return new PercentilePruner(share, startup, warmup, interval, Check.positive(NAME, "leastTrials", trials));
    }

    @Override
    public boolean prunes(History history, int[] steps, double[] losses) {
        if (!Reports.isJudged(steps, warmup, interval)) {
            return false;
        }
        int step = steps[steps.length - 1];
        double[] others = new double[history.size()];
        int complete = 0;
        int there = 0;
        for (int trial = 0; trial < history.size(); trial++) {
            if (history.state(trial) == TrialState.COMPLETE) {
                complete++;
                double other = Reports.at(history, trial, step);
                if (!Double.isNaN(other)) {
                    others[there++] = other;
                }
            }
        }
        if (complete < startup || there < least) {
            return false;
        }
        double best = Reports.least(losses, 0, losses.length);
        return Double.isNaN(best) || best > quantile(Arrays.copyOf(others, there), share);
    }

    private static double quantile(double[] values, double share) {
        Arrays.sort(values);
        double place = share * (values.length - 1);
        int low = (int) place;
        int high = Math.min(low + 1, values.length - 1);
        return low == high || values[low] == values[high] ? values[low] : values[low] + (place - low) * (values[high] - values[low]);
    }

    /** As in {@code MedianPruner.create().withWarmup(3)}. */
    @Override
    public String toString() {
        return (share == 0.5 ? "MedianPruner.create()" : "PercentilePruner.keeping(" + share + ")") + (startup == 5 ? "" : ".withStartupTrials("
                + startup + ")")
                + (warmup == 0 ? "" : ".withWarmup(" + warmup + ")") + (interval == 1 ? "" : ".withInterval(" + interval + ")")
                + (least == 1 ? "" : ".withLeastTrials(" + least + ")");
    }
}
