package org.librate.tuning.study;

import java.util.Optional;
import org.librate.core.Check;

/**
 * Ends a study before its budget is used up. A rule sees what a trial that is about to begin knows, so that a study ends after the same trial on any
 * number of threads.
 *
 * <pre>{@code
 * Study.maximise("accuracy").stopWhen(StopRule.target(0.99)).stopWhen(StopRule.noImprovement(30))
 * }</pre>
 */
@FunctionalInterface
public interface StopRule {

    /** Why no further trial should begin, if so. */
    Optional<String> reason(History history);

    /** Ends when a feasible trial has reached this value of the first goal. */
    static StopRule target(double value) {
        Check.require(Double.isFinite(value), "StopRule", "a target must be finite", value);
        return history -> {
            Goal goal = history.goals().get(0);
            double target = goal.lessIsBetter(value);
            for (int trial = history.size() - 1; trial >= 0; trial--) {
                if (history.isFeasible(trial) && history.loss(trial) <= target) {
                    return Optional.of(goal.name() + " has reached " + value + " in trial " + trial);
                }
            }
            return Optional.empty();
        };
    }

    /**
     * Ends when so many trials that ended after the best one were not better in the first goal. Trials that were stopped count, unless the study goes on
     * with such trials later; before there is a best one, those that failed count.
     */
    static StopRule noImprovement(int trials) {
        Check.positive("StopRule", "number of trials", trials);
        return history -> {
            int best = -1;
            for (int trial = 0; trial < history.size(); trial++) {
                if (history.isFeasible(trial) && (best < 0 || history.loss(trial) < history.loss(best))) {
                    best = trial;
                }
            }
            boolean goesOn = false;
            for (int trial = 0; trial < history.next() && !goesOn; trial++) {
                goesOn = history.continues(trial) >= 0;
            }
            int after = 0;
            for (int trial = best + 1; trial < history.size(); trial++) {
                after += history.state(trial) == TrialState.PRUNED && (goesOn || best < 0) ? 0 : 1;
            }
            return after >= trials ? Optional.of("no trial was better in " + trials + " trials") : Optional.empty();
        };
    }
}
