package org.librate.tuning.study.pruner;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.librate.tuning.study.History;
import org.librate.tuning.study.TrialState;

/**
 * Steps at which trials are compared, each the factor times the one before: of those that come to a rung one in so many goes on. Nobody waits for
 * others: a trial is compared with those that are there.
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
    boolean prunes(History history, int[] steps, double[][] losses, IntPredicate such) {
        int last = losses.length - 1;
        int before = last == 0 ? 0 : count(steps[last - 1]);
        for (int rung = before; rung < count(steps[last]); rung++) {
            if (Arrays.stream(losses[last]).anyMatch(Double::isNaN)) {
                return true;
            }
            List<double[]> there = new ArrayList<>(List.of(losses[last]));
            for (int trial = 0; trial < history.size(); trial++) {
                double[] other = such.test(trial) ? Reports.reached(history, trial, step(rung)) : new double[0];
                if (other.length == losses[last].length) {
                    there.add(other);
                }
            }
            if (better(there)[0] >= Math.max(1, there.size() / factor)) {
                return true;
            }
        }
        return false;
    }

    /**
     * How many are better than each: of one goal those with less, of several those of the fronts before its own, where the first front are those that
     * none beats in all goals.
     */
    static int[] better(List<double[]> losses) {
        int[] better = new int[losses.size()];
        if (losses.isEmpty() || losses.get(0).length == 1) {
            double[] sorted = losses.stream().mapToDouble(loss -> loss[0]).sorted().toArray();
            Arrays.setAll(better, i -> first(sorted, losses.get(i)[0]));
            return better;
        }
        List<Integer> left = new ArrayList<>();
        for (int i = 0; i < better.length; i++) {
            left.add(i);
        }
        while (!left.isEmpty()) {
            int before = better.length - left.size();
            List<Integer> front = left.stream().filter(i -> left.stream().noneMatch(j -> dominates(losses.get(j), losses.get(i)))).toList();
            front.forEach(i -> better[i] = before);
            left.removeAll(front);
        }
        return better;
    }

    /** Where a value first is among sorted ones. */
    private static int first(double[] sorted, double value) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = low + high >>> 1;
            if (sorted[middle] < value) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static boolean dominates(double[] one, double[] other) {
        boolean less = false;
        for (int goal = 0; goal < one.length; goal++) {
            if (one[goal] > other[goal]) {
                return false;
            }
            less |= one[goal] < other[goal];
        }
        return less;
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
        List<Integer> there = new ArrayList<>();
        List<double[]> losses = new ArrayList<>();
        for (int trial = 0; trial < history.size(); trial++) {
            double[] values = such.test(trial) ? Reports.reached(history, trial, step(rung)) : new double[0];
            if (values.length > 0 && (losses.isEmpty() || values.length == losses.get(0).length)) {
                there.add(trial);
                losses.add(values);
            }
        }
        int[] better = better(losses);
        return IntStream.range(0, better.length).boxed().sorted(Comparator.comparingInt(i -> better[i])) // stable: the earlier of equal ones is first
                .limit(better.length / factor).mapToInt(there::get).toArray();
    }
}
