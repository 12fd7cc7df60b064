package org.librate.tuning.study;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.librate.core.random.RandomSource;
import org.librate.tuning.search.Param;
import org.librate.tuning.search.Settings;

/**
 * Turns what a sampler says into values that the space allows and that nobody had before. What comes out is a function of the history and the trial's
 * randomness: a draw that is refused is followed by another with the next randomness, and a value that leads to nothing new by the next value that
 * does.
 */
final class Proposals {

    private static final int ASKED = 100;        // draws of the sampler, until the rules are kept
    private static final int REPEATED = 5;       // draws of the sampler that were tried before, until the nearest new one is taken
    private static final int DRAWN = 10_000;     // draws at random, until the rules are kept
    private static final int LOOKED_AT = 1_000_000; // of all settings there are, until some keep the rules

    private final StudyOptions options;
    private final @Nullable Space space;
    private final List<Axis> axes; // of the declared space
    private final Explored explored;
    private final boolean noRepeats;

    Proposals(StudyOptions options, List<Axis> axes, Explored explored) {
        this.options = options;
        this.space = options.space;
        this.axes = axes;
        this.explored = explored;
        this.noRepeats = !options.repeats || options.sampler.isExhaustive();
    }

    /** Whether nothing new is left for a trial. */
    boolean isExhausted(int number, int known) {
        return noRepeats && explored.isClosed(Explored.ROOT, lastSeen(number, known));
    }

    /** In a declared space proposals are complete, so those of running trials count as tried. */
    private int lastSeen(int number, int known) {
        return space == null ? known - 1 : number - 1;
    }

    /** What a trial is to try; {@code null} if the space has nothing more that is new and allowed. */
    double @Nullable [] row(int number, History history, Settings given, RandomSource random) {
        if (space == null) {
            return overlaid(history.axes(), proposed(history, random), given);
        }
        return declaredRow(number, history, given, random);
    }

    /** What an earlier trial tried, for one that goes on with it. */
    double[] again(History history, Settings given, RandomSource random) {
        double[] row = overlaid(history.axes(), unknown(history.axisCount()), given);
        return space == null ? row : filled(row, history, random);
    }

    /** Whether rules allow a row, and what is given for it. */
    boolean isAllowed(double[] row, Settings given) {
        return space == null || broken(overlaid(axes, row.clone(), given)) == null;
    }

    private double[] proposed(History history, RandomSource random) {
        double[] row = options.sampler.propose(history, random);
        List<Axis> known = history.axes();
        if (row.length != known.size()) {
            throw new Misuse(options.sampler + ": a proposal must have a number for each of " + known.size() + " axes, got " + row.length + ".");
        }
        double[] snapped = row.clone();
        for (int i = 0; i < row.length; i++) {
            if (!Double.isNaN(row[i])) {
                if (!known.get(i).allows(row[i])) {
                    throw new Misuse(options.sampler + ": what is proposed must be a value of " + known.get(i).param() + " or NaN, got "
                            + row[i] + ".");
                }
                snapped[i] = known.get(i).snapped(row[i]);
            }
        }
        return snapped;
    }

    private static double[] overlaid(List<Axis> known, double[] row, Settings given) {
        for (int i = 0; i < row.length; i++) {
            Param<?> param = known.get(i).param();
            if (given.has(param)) {
                row[i] = known.get(i).number(given.get(param));
            }
        }
        return row;
    }

    private double @Nullable [] declaredRow(int number, History history, Settings given, RandomSource random) {
        int seen = lastSeen(number, history.size());
        boolean mayRepeat = !noRepeats || !given.params().isEmpty();
        if (options.sampler.isExhaustive() && given.params().isEmpty()) {
            return new Walk(seen, explored, 0).from(firsts());
        }
        String broken = "";
        int repeated = 0;
        double @Nullable [] last = null;
        boolean finite = axes.stream().allMatch(axis -> choices(axis) > 0);
        int draws = space().hasRules() || !mayRepeat ? ASKED + DRAWN : 1;
        for (int draw = 0; draw < draws && (repeated < REPEATED || !finite); draw++) {
            RandomSource source = draw == 0 ? random : random.branch(draw);
            double[] start = draw < ASKED && repeated < REPEATED ? proposed(history, source) : unknown(axes.size());
            double[] row = filled(overlaid(axes, start, given), history, source);
            String rule = broken(row);
            if (rule != null) {
                broken = rule;
            } else if (!mayRepeat && explored.isClosed(leaf(row), seen)) {
                repeated++;
                last = row;
            } else {
                return row;
            }
        }
        if (last != null && !finite) {
            return last; // only where there are endlessly many settings, and nearly all chances lead to few
        }
        if (given.params().isEmpty() && finite) {
            return new Walk(seen, mayRepeat ? new Explored() : explored, random.key()).from(last == null ? unknown(axes.size()) : last);
        }
        throw new Misuse("Study: trial " + number + " found nothing that keeps the rules of " + space + " in " + draws + " draws"
                + (given.params().isEmpty() ? "" : " for the settings " + given + " that it was given") + "; the last broke \"" + broken
                + "\". Loosen the rules, or"
                + " choose parameters such that more of the space keeps them.");
    }

    private Space space() {
        if (space == null) {
            throw new IllegalStateException("There is no declared space.");
        }
        return space;
    }

    private static double[] unknown(int axes) {
        double[] row = new double[axes];
        Arrays.fill(row, Double.NaN);
        return row;
    }

    private double[] firsts() {
        return axes.stream().mapToDouble(axis -> choice(axis, 0)).toArray();
    }

    /** The row with a value for each axis that is there, and NaN for the others. */
    private double[] filled(double[] start, History history, RandomSource random) {
        double[] row = start.clone();
        for (int i = 0; i < row.length; i++) {
            if (!axes.get(i).isActive(row)) {
                row[i] = Double.NaN;
            } else if (Double.isNaN(row[i])) {
                row[i] = options.sampler.draw(axes.get(i), history, random);
            }
        }
        return row;
    }

    /** The name of a rule that a row breaks, if it does. */
    private @Nullable String broken(double[] row) {
        return space().hasRules() ? space().broken(settings(row)) : null;
    }

    private Settings settings(double[] row) {
        Settings settings = options.fixed;
        for (int i = 0; i < row.length; i++) {
            if (!Double.isNaN(row[i])) {
                settings = Results.with(settings, axes.get(i).param(), row[i]);
            }
        }
        return settings;
    }

    private long leaf(double[] row) {
        long node = Explored.ROOT;
        for (int i = 0; i < row.length; i++) {
            if (!Double.isNaN(row[i])) {
                node = child(node, axes.get(i), row[i]);
            }
        }
        return node;
    }

    /** Where a value leads; 0 for good once there were endlessly many to choose from. */
    private long child(long node, Axis axis, double value) {
        return node == 0 || choices(axis) == 0 ? 0 : Explored.child(node, axis.name(), index(axis, value));
    }

    /** How many values of an axis the study takes; 0 for endlessly many. */
    private int choices(Axis axis) {
        int only = options.sampler.only(axis).length;
        return only > 0 ? only : axis.count();
    }

    private double choice(Axis axis, int index) {
        double[] only = options.sampler.only(axis);
        return only.length > 0 ? only[index] : axis.count() == 0 ? axis.low() : axis.valueAt(index);
    }

    private int index(Axis axis, double value) {
        double[] only = options.sampler.only(axis);
        if (only.length == 0) {
            return axis.indexOf(value);
        }
        int index = Arrays.binarySearch(only, value);
        return index >= 0 ? index : only.length; // a value that was said beforehand is none of those that are walked through
    }

    /** Marks what a row of the declared space stands for as tried. */
    void close(double[] row, int number) {
        Path path = new Path(axes.size());
        for (int i = 0; i < row.length; i++) {
            if (!Double.isNaN(row[i])) {
                path.add(axes.get(i), row[i]);
            }
        }
        path.close(explored, number);
    }

    /** Marks what a trial had as tried. */
    void close(Map<Param<?>, Double> values, int number) {
        if (values.isEmpty()) {
            return; // it failed before it asked
        }
        Path path = new Path(values.size());
        values.forEach((param, value) -> path.add(Axis.of(param), value));
        path.close(explored, number);
    }

    private final class Path {
        private final long[] nodes;
        private final int[] counts;
        private int length;
        private boolean endless;

        Path(int most) {
            nodes = new long[most + 1];
            counts = new int[most];
            nodes[0] = Explored.ROOT;
        }

        void add(Axis axis, double value) {
            int choices = choices(axis);
            if (choices == 0 || endless || index(axis, value) >= choices) {
                endless = true;
                return;
            }
            counts[length] = choices;
            nodes[length + 1] = child(nodes[length], axis, value);
            length++;
        }

        void close(Explored tree, int number) {
            if (!endless) {
                tree.close(Arrays.copyOf(nodes, length + 1), Arrays.copyOf(counts, length), number);
            }
        }
    }

    /** The value of a parameter that a running trial asks for: what was proposed, or else drawn, or the next one that leads to something new. */
    double value(Trial trial, Param<?> param) {
        Begun begun = trial.begun();
        History history = begun.history();
        int column = column(history, param);
        Axis axis = column < 0 ? Axis.of(param) : history.axes().get(column);
        if (begun.given().has(param)) {
            double number = Axis.of(param).number(begun.given().get(param));
            trial.moveTo(child(trial.node(), axis, number));
            return number;
        }
        begun.given().params().stream().filter(given -> begun.continues() < 0 && given.name().equals(param.name())).findFirst().ifPresent(given -> {
            throw new Misuse("Study: what is enqueued must be of the parameter that trials ask for, got " + given + " where trial "
                    + begun.number() + " asks for " + param + ". Use the same.");
        });
        double value = column < 0 || column >= begun.row().length ? Double.NaN : begun.row()[column];
        int choices = choices(axis);
        if (options.sampler.isExhaustive()) {
            if (choices == 0) {
                throw endless(param);
            }
            if (options.parallel > 1) {
                throw new Misuse(options.sampler + ": cannot know what the trials beside it will ask for, got " + options.parallel
                        + " parallel trials."
                        + " Declare the space by withSpace(..), or use withParallel(1).");
            }
        }
        if (Double.isNaN(value)) {
            value = options.sampler.isExhaustive() ? choice(axis, 0) : options.sampler.draw(axis, history, begun.random());
        }
        if (noRepeats && choices > 0 && trial.node() != 0) {
            value = open(trial.node(), axis, value, choices, lastSeen(begun.number(), history.size()));
        }
        trial.moveTo(child(trial.node(), axis, value));
        return value;
    }

    private Misuse endless(Param<?> param) {
        return new Misuse(options.sampler + ": walks through all values, of which " + param + " has no end. Give it a step, or use Grid.");
    }

    private double open(long node, Axis axis, double value, int choices, int seen) {
        int first = index(axis, value);
        for (int i = 0; i < choices; i++) {
            int index = (first + i) % choices;
            if (!explored.isClosed(Explored.child(node, axis.name(), index), seen)) {
                return i == 0 ? value : choice(axis, index);
            }
        }
        return value;
    }

    private static int column(History history, Param<?> param) {
        List<Axis> axes = history.axes();
        for (int i = 0; i < axes.size(); i++) {
            if (axes.get(i).name().equals(param.name())) {
                return i;
            }
        }
        return -1;
    }

    /** Goes through a finite declared space from some settings on until it finds ones that are new and keep the rules. */
    private final class Walk {
        private final int seen;
        private final Explored tree;
        private final long shift;
        private final double[] row = unknown(axes.size());
        private int looked;

        Walk(int seen, Explored tree, long shift) {
            this.seen = seen;
            this.tree = tree;
            this.shift = shift;
        }

        double @Nullable [] from(double[] start) {
            return goesOn(0, Explored.ROOT, start) ? row : null;
        }

        private boolean goesOn(int axis, long node, double[] start) {
            if (axis == row.length) {
                return keepsRules();
            }
            Axis one = axes.get(axis);
            row[axis] = Double.NaN;
            if (!one.isActive(row)) {
                return goesOn(axis + 1, node, start);
            }
            int choices = choices(one);
            if (choices == 0) {
                throw endless(one.param());
            }
            int first = Double.isNaN(start[axis]) ? (int) Math.floorMod(node ^ shift, (long) choices) : index(one, start[axis]);
            for (int i = 0; i < choices; i++) {
                int index = (first + i) % choices;
                long child = Explored.child(node, one.name(), index);
                if (!tree.isClosed(child, seen)) {
                    row[axis] = choice(one, index);
                    if (goesOn(axis + 1, child, start)) {
                        return true;
                    }
                }
            }
            row[axis] = Double.NaN;
            return false;
        }

        private boolean keepsRules() {
            String broken = broken(row);
            if (broken == null) {
                return true;
            }
            if (++looked > LOOKED_AT) {
                throw new Misuse("Study: of " + LOOKED_AT + " settings none keeps the rules of " + space + "; the last broke \"" + broken
                        + "\". Loosen the rules.");
            }
            if (options.sampler.isExhaustive()) {
                close(row, seen); // it is refused whoever asks, so it need not be looked at again
            }
            return false;
        }
    }
}
