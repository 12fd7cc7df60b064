package org.librate.tuning.study.pruner;

import java.util.Arrays;
import org.librate.tuning.study.History;
import org.librate.tuning.study.TrialState;

/** What trials have reported, each report counted once: a trial that goes on with another has that one's reports too, but they are not its own. */
final class Reports {

    private Reports() {
    }

    /** The number of the first report of a trial at this step or later; the number of its reports if there is none. */
    private static int from(History history, int trial, int step) {
        int low = 0;
        int high = history.reports(trial);
        while (low < high) {
            int middle = low + high >>> 1;
            if (history.reportStep(trial, middle) < step) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static boolean isOwn(History history, int trial, int report) {
        int before = history.continues(trial);
        return report >= (before < 0 ? 0 : history.reports(before));
    }

    /** What a trial itself reported at this very step, turned so that less is better; NaN if nothing. */
    static double at(History history, int trial, int step) {
        int report = from(history, trial, step);
        boolean there = report < history.reports(trial) && history.reportStep(trial, report) == step && isOwn(history, trial, report);
        return there ? history.report(trial, report) : Double.NaN;
    }

    /** What a trial itself first reported at this step or later; empty if nothing, or no number, and of a trial that failed. */
    static double[] reached(History history, int trial, int step) {
        int report = from(history, trial, step);
        boolean there = report < history.reports(trial) && isOwn(history, trial, report) && history.state(trial) != TrialState.FAILED;
        double[] values = there ? history.reportOfGoals(trial, report) : new double[0];
        return Arrays.stream(values).anyMatch(Double::isNaN) ? new double[0] : values;
    }

    /** What a trial itself reported last; empty if nothing, or no number, and of a trial that failed. */
    static double[] last(History history, int trial) {
        int last = history.reports(trial) - 1;
        boolean there = last >= 0 && isOwn(history, trial, last) && history.state(trial) != TrialState.FAILED;
        double[] values = there ? history.reportOfGoals(trial, last) : new double[0];
        return Arrays.stream(values).anyMatch(Double::isNaN) ? new double[0] : values;
    }

    /** The trial that was the first of those that go on with each other. */
    static int root(History history, int trial) {
        int root = trial;
        for (int before = history.continues(root); before >= 0; before = history.continues(root)) {
            root = before;
        }
        return root;
    }

    /** Whether a pruner that begins to judge after some steps and then each so many judges at the last of these steps. */
    static boolean isJudged(int[] steps, int warmup, int interval) {
        int last = steps[steps.length - 1];
        if (last <= warmup) {
            return false;
        }
        int before = steps.length == 1 ? warmup : Math.max(warmup, steps[steps.length - 2]);
        return Math.floorDiv(last - warmup - 1, interval) != Math.floorDiv(before - warmup - 1, interval); // also if a step that is due was left out
    }

    /** The smallest; NaN if all are NaN. */
    static double least(double[] values, int from, int to) {
        double least = Double.NaN;
        for (int i = from; i < to; i++) {
            if (!(values[i] >= least)) {
                least = Double.isNaN(values[i]) ? least : values[i];
            }
        }
        return least;
    }
}
