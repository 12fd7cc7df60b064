package org.librate.tuning.study.sampler;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.librate.tuning.study.Axis;
import org.librate.tuning.study.History;
import org.librate.tuning.study.TrialState;

/**
 * A history in the form that samplers compute with: a column for each axis of places between 0 and 1, NaN where a trial did not have it, and for
 * each trial how good it was. Columns are continued when the history has grown, so that each trial is translated once. A view of them is cut off
 * at the size of its history, and so is the same whether it was continued or made anew.
 */
final class Known {

    /** How a trial is ranked: a lower tier first, in a tier by the lower score. */
    static final byte FEASIBLE = 0;
    static final byte PRUNED = 1;
    static final byte INFEASIBLE = 2;
    static final byte FAILED = 3;
    static final byte PENDING = 4;

    private static final class Columns {
        final List<double[]> places = new ArrayList<>();
        final Map<BitSet, Integer> firstSeen = new LinkedHashMap<>(); // which axes a trial had, and the first trial that had these
        byte[] tiers = new byte[64];
        double[] scores = new double[64];
        int size;
    }

    private final History history;
    private final Columns columns;
    private final int size;
    private final double[][] pending; // by axis, then by trial

    private Known(History history, Columns columns) {
        this.history = history;
        this.columns = columns;
        this.size = history.size();
        this.pending = new double[history.axisCount()][history.pending()];
    }

    static Known of(History history) {
        Columns columns = history.memo(Known.class, Columns::new);
        extend(columns, history);
        Known known = new Known(history, columns);
        List<Axis> axes = history.axes();
        for (int a = 0; a < known.pending.length; a++) {
            for (int p = 0; p < known.pending[a].length; p++) {
                known.pending[a][p] = place(axes.get(a), history.value(a, known.size + p));
            }
        }
        return known;
    }

    private static void extend(Columns columns, History history) {
        List<Axis> axes = history.axes();
        int size = history.size();
        if (columns.tiers.length < size) {
            int room = Math.max(size, 2 * columns.tiers.length);
            columns.tiers = Arrays.copyOf(columns.tiers, room);
            columns.scores = Arrays.copyOf(columns.scores, room);
        }
        for (int a = 0; a < axes.size(); a++) {
            if (a == columns.places.size()) { // no earlier trial had it
                double[] none = new double[columns.tiers.length];
                Arrays.fill(none, Double.NaN);
                columns.places.add(none);
            } else if (columns.places.get(a).length < columns.tiers.length) {
                int from = columns.places.get(a).length;
                double[] longer = Arrays.copyOf(columns.places.get(a), columns.tiers.length);
                Arrays.fill(longer, from, longer.length, Double.NaN);
                columns.places.set(a, longer);
            }
        }
        for (int trial = columns.size; trial < size; trial++) {
            BitSet has = new BitSet();
            for (int a = 0; a < axes.size(); a++) {
                double value = history.value(a, trial);
                columns.places.get(a)[trial] = place(axes.get(a), value);
                has.set(a, !Double.isNaN(value));
            }
            columns.firstSeen.putIfAbsent(has, trial);
            rank(columns, history, trial);
        }
        columns.size = Math.max(columns.size, size);
    }

    private static void rank(Columns columns, History history, int trial) {
        TrialState state = history.state(trial);
        double violation = history.violation(trial);
        double report = history.lastReport(trial);
        if (state == TrialState.COMPLETE) {
            columns.tiers[trial] = violation > 0 ? INFEASIBLE : FEASIBLE;
            columns.scores[trial] = violation > 0 ? violation : history.loss(trial);
        } else if (state == TrialState.PRUNED && !Double.isNaN(report)) {
            columns.tiers[trial] = PRUNED;
            columns.scores[trial] = report;
        } else {
            columns.tiers[trial] = FAILED;
        }
    }

    private static double place(Axis axis, double value) {
        return Double.isNaN(value) ? Double.NaN : axis.isCategorical() ? (value + 0.5) / axis.count() : Math.max(0, Math.min(1, axis.unit(value)));
    }

    History history() {
        return history;
    }

    /** Trials that have ended. */
    int size() {
        return size;
    }

    /** Trials that have ended or are running. */
    int all() {
        return size + history.pending();
    }

    double place(int axis, int trial) {
        return trial < size ? columns.places.get(axis)[trial] : pending[axis][trial - size];
    }

    byte tier(int trial) {
        return trial < size ? columns.tiers[trial] : PENDING;
    }

    /** What is ranked by within a tier: the loss, the last report or the violation. */
    double score(int trial) {
        return columns.scores[trial];
    }

    boolean isBetter(int one, int other) {
        int order = Byte.compare(tier(one), tier(other));
        if (order == 0 && tier(one) < FAILED) {
            order = Double.compare(score(one), score(other));
        }
        return order < 0 || order == 0 && one < other;
    }

    /** All of these trials, the best first. */
    int[] ranked(int[] trials) {
        return Arrays.stream(trials).boxed().sorted((a, b) -> isBetter(a, b) ? -1 : isBetter(b, a) ? 1 : 0).mapToInt(Integer::intValue).toArray();
    }

    /** How many trials did not fail. */
    int usable() {
        int count = 0;
        for (int trial = 0; trial < size; trial++) {
            count += columns.tiers[trial] < FAILED ? 1 : 0;
        }
        return count;
    }

    /** Whether every ended trial had this axis. */
    boolean isAlways(int axis) {
        for (Map.Entry<BitSet, Integer> seen : columns.firstSeen.entrySet()) {
            if (seen.getValue() < size && !seen.getKey().get(axis)) {
                return false;
            }
        }
        return true;
    }

    /** Whether every ended trial had every axis. */
    boolean isUnconditional() {
        for (Map.Entry<BitSet, Integer> seen : columns.firstSeen.entrySet()) {
            if (seen.getValue() < size && seen.getKey().cardinality() < history.axisCount()) {
                return false;
            }
        }
        return history.axes().stream().noneMatch(axis -> axis.parent().isPresent());
    }

    /** Axes that trials have together or not at all, as far as is known; all of them where the space is not conditional. */
    List<int[]> groups() {
        List<BitSet> groups = new ArrayList<>();
        BitSet everything = new BitSet();
        everything.set(0, history.axisCount());
        groups.add(everything);
        columns.firstSeen.forEach((has, first) -> {
            if (first < size) {
                List<BitSet> finer = new ArrayList<>();
                for (BitSet group : groups) {
                    BitSet with = (BitSet) group.clone();
                    with.and(has);
                    BitSet without = (BitSet) group.clone();
                    without.andNot(has);
                    if (!with.isEmpty()) {
                        finer.add(with);
                    }
                    if (!without.isEmpty()) {
                        finer.add(without);
                    }
                }
                groups.clear();
                groups.addAll(finer);
            }
        });
        return groups.stream().filter(group -> !group.isEmpty()).map(group -> group.stream().toArray()).toList();
    }
}
