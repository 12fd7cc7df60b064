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

    /** Ends when so many trials that ended after the best one were not better in the first goal. */
    static StopRule noImprovement(int trials) {
        Check.positive("StopRule", "number of trials", trials);
        return history -> {
            int best = -1;
            for (int trial = 0; trial < history.size(); trial++) {
                if (history.isFeasible(trial) && (best < 0 || history.loss(trial) < history.loss(best))) {
                    best = trial;
                }
            }
            return history.size() - 1 - best >= trials ? Optional.of("no trial was better in " + trials + " trials") : Optional.empty();
        };
    }
}
