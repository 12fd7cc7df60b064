package org.librate.tuning.study;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The trials that have ended, in the order of their numbers without a gap, as columns of primitives: 8 bytes for a value. A column comes into being
 * with the first trial that has it, in the order in which that trial asked, so that columns are a function of the trials alone.
 */
final class Columns {

    private static final int[] NO_STEPS = {};
    private static final double[] NO_REPORTS = {};

    private final List<Goal> goals;
    private volatile List<Axis> axes = List.of(); // another list when one is added: samplers and results keep theirs
    private final List<Integer> axesSince = new ArrayList<>(); // the number of the first trial that has it; -1: declared
    private final Map<String, Integer> axisByName = new HashMap<>();
    private volatile List<String> constraints = List.of();
    private volatile Map<String, Integer> notes = Map.of();
    private final Rows noted = new Rows();
    private final List<Integer> constraintsSince = new ArrayList<>();
    private final Map<Object, Object> memos = new HashMap<>();

    private final Rows values = new Rows();
    private final Rows measured = new Rows();
    private final Rows losses = new Rows();
    private byte[] states = new byte[16];
    private double[] violations = new double[16];
    private float[] seconds = new float[16];
    private long[] started = new long[16];
    private int[] epochs = new int[16]; // reports of this trial and all before it
    private int[][] steps = new int[16][];
    private double[][] reports = new double[16][];
    private final Map<Integer, Integer> continues = new ConcurrentHashMap<>();
    private final Map<Integer, String> failures = new ConcurrentHashMap<>();
    private int size;

    Columns(List<Goal> goals, List<Axis> declared) {
        this.goals = List.copyOf(goals);
        declared.forEach(axis -> add(axis, -1));
        goals.forEach(goal -> losses.addColumn());
    }

    /** Columns of numbers that grow; NaN where nothing was put. */
    private static final class Rows {
        private final List<double[]> columns = new ArrayList<>();
        private int capacity = 16;

        void addColumn() {
            double[] column = new double[capacity];
            Arrays.fill(column, Double.NaN);
            columns.add(column);
        }

        double get(int column, int row) {
            return columns.get(column)[row];
        }

        void put(int column, int row, double value) {
            columns.get(column)[row] = value;
        }

        void room(int rows) {
            if (rows <= capacity) {
                return;
            }
            int before = capacity;
            capacity = grown(capacity);
            columns.replaceAll(column -> {
                double[] more = Arrays.copyOf(column, capacity);
                Arrays.fill(more, before, capacity, Double.NaN);
                return more;
            });
        }
    }

    private static int grown(int capacity) {
        return capacity + (capacity >> 1);
    }

    private void add(Axis axis, int since) {
        axisByName.put(axis.name(), axes.size());
        axes = with(axes, axis);
        axesSince.add(since);
        values.addColumn();
    }

    private static <T> List<T> with(List<T> list, T another) {
        List<T> more = new ArrayList<>(list);
        more.add(another);
        return List.copyOf(more);
    }

    /** Takes the next trial in. */
    void add(Outcome outcome) {
        int trial = size;
        room(trial + 1);
        outcome.values().forEach((param, value) -> {
            if (!axisByName.containsKey(param.name())) {
                add(Axis.of(param), trial);
            }
            values.put(axis(param.name()), trial, value);
        });
        double violation = 0;
        for (Map.Entry<String, Double> constraint : outcome.constraints().entrySet()) {
            int column = constraints.indexOf(constraint.getKey());
            if (column < 0) {
                column = constraints.size();
                constraints = with(constraints, constraint.getKey());
                constraintsSince.add(trial);
                measured.addColumn();
            }
            double value = constraint.getValue();
            measured.put(column, trial, value);
            violation += Double.isNaN(value) ? Double.POSITIVE_INFINITY : Math.max(0, value);
        }
        violations[trial] = violation;
        for (int goal = 0; goal < goals.size() && outcome.state() == TrialState.COMPLETE; goal++) {
            losses.put(goal, trial, goals.get(goal).lessIsBetter(outcome.objectives()[goal]));
        }
        outcome.notes().forEach((name, value) -> {
            Map<String, Integer> before = notes;
            if (!before.containsKey(name)) {
                noted.addColumn();
                Map<String, Integer> more = new LinkedHashMap<>(before);
                more.put(name, before.size());
                notes = more; // another map: results that are out keep theirs
            }
            noted.put(notes.getOrDefault(name, -1), trial, value);
        });
        states[trial] = (byte) outcome.state().ordinal();
        seconds[trial] = (float) outcome.seconds();
        started[trial] = outcome.started();
        steps[trial] = outcome.steps().length == 0 ? NO_STEPS : outcome.steps();
        reports[trial] = outcome.reports().length == 0 ? NO_REPORTS : outcome.reports();
        int before = outcome.continues() < 0 ? 0 : steps[outcome.continues()].length; // which counted then
        epochs[trial] = (trial == 0 ? 0 : epochs[trial - 1]) + Math.max(0, outcome.steps().length - before);
        if (outcome.continues() >= 0) {
            continues.put(trial, outcome.continues());
        }
        if (outcome.failure() != null) {
            failures.put(trial, outcome.failure());
        }
        size++;
    }

    private void room(int trials) {
        values.room(trials);
        measured.room(trials);
        losses.room(trials);
        noted.room(trials);
        if (trials > states.length) {
            int capacity = grown(states.length);
            states = Arrays.copyOf(states, capacity);
            violations = Arrays.copyOf(violations, capacity);
            seconds = Arrays.copyOf(seconds, capacity);
            started = Arrays.copyOf(started, capacity);
            epochs = Arrays.copyOf(epochs, capacity);
            steps = Arrays.copyOf(steps, capacity);
            reports = Arrays.copyOf(reports, capacity);
        }
    }

    int size() {
        return size;
    }

    List<Goal> goals() {
        return goals;
    }

    /** How many axes there are once so many trials are known. */
    int axesKnown(int trials) {
        return known(axesSince, trials);
    }

    private static int known(List<Integer> since, int trials) {
        int count = since.size();
        while (count > 0 && since.get(count - 1) >= trials) {
            count--;
        }
        return count;
    }

    List<Axis> axes(int count) {
        return axes.subList(0, count);
    }

    Axis axis(int axis) {
        return axes.get(axis);
    }

    /** The number of the axis of that name, -1 if no trial had it. */
    int axis(String name) {
        return axisByName.getOrDefault(name, -1);
    }

    double value(int axis, int trial) {
        return values.get(axis, trial);
    }

    TrialState state(int trial) {
        return STATES[states[trial]];
    }

    private static final TrialState[] STATES = TrialState.values();

    double loss(int goal, int trial) {
        return losses.get(goal, trial);
    }

    List<String> constraints(int trials) {
        return constraints.subList(0, known(constraintsSince, trials));
    }

    double constraint(int constraint, int trial) {
        return measured.get(constraint, trial);
    }

    /** What a trial noted. */
    Map<String, Double> notes(int trial) {
        Map<String, Double> there = new LinkedHashMap<>();
        notes.forEach((name, column) -> {
            if (!Double.isNaN(noted.get(column, trial))) {
                there.put(name, noted.get(column, trial));
            }
        });
        return there;
    }

    double violation(int trial) {
        return violations[trial];
    }

    int reports(int trial) {
        return steps[trial].length;
    }

    int reportStep(int trial, int report) {
        return steps[trial][report];
    }

    double report(int trial, int report) {
        return report(trial, report, 0);
    }

    /** How many values each report of a trial has; 0 if it has none. */
    int reportWidth(int trial) {
        return steps[trial].length == 0 ? 0 : reports[trial].length / steps[trial].length;
    }

    double report(int trial, int report, int goal) {
        return goals.get(goal).lessIsBetter(reports[trial][report * reportWidth(trial) + goal]);
    }

    /** The trial that this one went on with; -1 if it began anew. */
    int continues(int trial) {
        return continues.getOrDefault(trial, -1);
    }

    /** What a trial reported and when, as it was; not to be changed. */
    int[] steps(int trial) {
        return steps[trial];
    }

    /** The same of the values. */
    double[] reported(int trial) {
        return reports[trial];
    }

    /** How many reports the first trials made together. */
    int epochs(int trials) {
        return trials == 0 ? 0 : epochs[trials - 1];
    }

    double seconds(int trial) {
        return seconds[trial];
    }

    long started(int trial) {
        return started[trial];
    }

    @Nullable String failure(int trial) {
        return failures.get(trial);
    }

    Map<Object, Object> memos() {
        return memos;
    }
}
