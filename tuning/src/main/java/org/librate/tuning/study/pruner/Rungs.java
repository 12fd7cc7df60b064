package org.librate.tuning.study.pruner;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import org.librate.tuning.study.History;
import org.librate.tuning.study.TrialState;

/**
 * Steps at which trials are compared, each the factor times the one before: of those that come to a rung one in so many goes on. Nobody waits for
 * others: a trial is
 * compared with those that are there.
 */
record Rungs(int first, int factor) {

    /** The step of a rung, the largest number if it is beyond. */
    int step(int rung) {
        double step = first * Math.pow(factor, rung);
        return step >= Integer.MAX_VALUE ? Integer.MAX_VALUE : (int) Math.round(step);
    }

    /** How many rungs there are up to a step. */
    int count(int step) {
        int count = 0;
        while (step(count) <= step && step(count) < Integer.MAX_VALUE) {
            count++;
        }
        return count;
    }

    /** Whether a trial that has just reported has come to a rung and is not good enough there; it is compared with such trials only. */
    boolean prunes(History history, int[] steps, double[] losses, IntPredicate such) {
        int last = losses.length - 1;
        int before = last == 0 ? 0 : count(steps[last - 1]);
        for (int rung = before; rung < count(steps[last]); rung++) {
            int better = 0;
            int there = 1;
            for (int trial = 0; trial < history.size(); trial++) {
                double other = such.test(trial) ? Reports.reached(history, trial, step(rung)) : Double.NaN;
                if (!Double.isNaN(other)) {
                    there++;
                    better += other < losses[last] ? 1 : 0;
                }
            }
            if (Double.isNaN(losses[last]) || better >= Math.max(1, there / factor)) {
                return true;
            }
        }
        return false;
    }

    /** The best trial that was given up at a rung of which it is by now among the best, at the highest such rung. */
    OptionalInt promotes(History history, IntPredicate such) {
        BitSet goneOn = new BitSet();
        int highest = 0;
        for (int trial = 0; trial < history.next(); trial++) {
            if (history.continues(trial) >= 0) {
                goneOn.set(history.continues(trial));
            }
            int reports = history.reports(trial);
            highest = reports == 0 ? highest : Math.max(highest, count(history.reportStep(trial, reports - 1)));
        }
        for (int rung = highest - 1; rung >= 0; rung--) {
            for (int trial : best(history, such, rung)) {
                int last = history.reportStep(trial, history.reports(trial) - 1);
                if (history.state(trial) == TrialState.PRUNED && count(last) == rung + 1 && !goneOn.get(trial)) {
                    return OptionalInt.of(trial);
                }
            }
        }
        return OptionalInt.empty();
    }

    private int[] best(History history, IntPredicate such, int rung) {
        double[] losses = new double[history.size()];
        Arrays.setAll(losses, trial -> such.test(trial) ? Reports.reached(history, trial, step(rung)) : Double.NaN);
        List<Integer> there = new ArrayList<>();
        for (int trial = 0; trial < losses.length; trial++) {
            if (!Double.isNaN(losses[trial])) {
                there.add(trial);
            }
        }
        there.sort(Comparator.comparingDouble(trial -> losses[trial])); // stable: the earlier of equal ones comes first
        return there.subList(0, there.size() / factor).stream().mapToInt(trial -> trial).toArray();
    }
}
