package org.librate.tuning.study.pruner;

import java.util.Arrays;
import org.librate.core.Check;
import org.librate.tuning.study.History;
import org.librate.tuning.study.Pruner;

/**
 * Gives a trial up that is significantly worse than the best one so far at the same steps, by the signed ranks of the differences: for steps that are
 * folds or other instances of one problem, whose mean is the objective.
 *
 * <pre>{@code
 * WilcoxonPruner.create().withLevel(0.05)
 * }</pre>
 *
 * <p>Of four folds that are all worse the chance is 1 in 16, so at the level of 0.1 no trial is given up before the fourth.
 */
public final class WilcoxonPruner implements Pruner {

    private final double level;
    private final int warmup;

    private WilcoxonPruner(double level, int warmup) {
        this.level = level;
        this.warmup = warmup;
    }

    /** At the level 0.1. */
    public static WilcoxonPruner create() {
        return new WilcoxonPruner(0.1, 0);
    }

    /** The chance that a trial as good as the best is given up at a step; 0.1 unless told. */
    public WilcoxonPruner withLevel(double level) {
        Check.require(level > 0 && level < 1, "WilcoxonPruner", "level must be between 0 and 1", level);
        return new WilcoxonPruner(level, warmup);
    }

    /** How many reports there must be before a trial is judged. */
    public WilcoxonPruner withWarmup(int reports) {
        return new WilcoxonPruner(level, Check.notNegative("WilcoxonPruner", "warmup", reports));
    }

    @Override
    public boolean prunes(History history, int[] steps, double[] losses) {
        int best = -1;
        for (int trial = 0; trial < history.size(); trial++) {
            if (history.isFeasible(trial) && (best < 0 || history.loss(trial) < history.loss(best))) {
                best = trial;
            }
        }
        if (Double.isNaN(losses[losses.length - 1])) {
            return true;
        }
        if (best < 0 || losses.length <= warmup) {
            return false;
        }
        double[] worse = new double[steps.length];
        int shared = 0;
        double sum = 0;
        int report = 0;
        for (int i = 0; i < steps.length; i++) {
            while (report < history.reports(best) && history.reportStep(best, report) < steps[i]) {
                report++;
            }
            if (report < history.reports(best) && history.reportStep(best, report) == steps[i]) {
                double difference = losses[i] - history.report(best, report);
                if (!Double.isNaN(difference)) {
                    worse[shared++] = difference;
                    sum += difference;
                }
            }
        }
        return shared > 0 && sum > 0 && SignedRanks.chanceOfMore(Arrays.copyOf(worse, shared)) < level;
    }

    @Override
    public String toString() {
        return "WilcoxonPruner.create()" + (level == 0.1 ? "" : ".withLevel(" + level + ")") + (warmup == 0 ? "" : ".withWarmup(" + warmup + ")");
    }
}
