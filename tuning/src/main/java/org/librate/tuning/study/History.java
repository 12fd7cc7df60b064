package org.librate.tuning.study;

import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.librate.core.random.RandomSource;

/**
 * What is known when a trial begins: the trials 0 to {@code size() - 1} with all they reached, and the {@code pending()} ones after them with only
 * what was proposed for them. Trial {@code next()} comes after these. How many are pending follows from how many trials the study runs side by side,
 * never from which of them happens to be faster.
 *
 * <p>Numbers are read one by one from columns of primitives, which is cheap; {@link #memo} keeps what should not be computed again for each trial.
 */
public final class History {

    private final Columns columns;
    private final int size;
    private final int axes;
    private final double[][] pending; // rows of what was proposed; a short row knew fewer axes
    private final int[] pendingContinues;
    private final int beginsWith;     // what trial next() goes on with, once that is decided

    private final boolean exhausted;
    private final Predicate<double[]> allowed;

    History(Columns columns, int size, double[][] pending, int[] pendingContinues, int beginsWith, boolean exhausted, Predicate<double[]> allowed) {
        this.columns = columns;
        this.size = size;
        this.axes = columns.axesKnown(size);
        this.pending = pending;
        this.pendingContinues = pendingContinues;
        this.beginsWith = beginsWith;
        this.exhausted = exhausted;
        this.allowed = allowed;
    }

    /** How many trials have ended, as far as this history knows. */
    public int size() {
        return size;
    }

    /** How many trials after these are running, as far as this history knows. */
    public int pending() {
        return pending.length;
    }

    /** The number of the trial that begins. */
    public int next() {
        return size + pending.length;
    }

    /**
     * The parameters known: those of a declared space, or those that trials had, in the order they appeared. Later histories have these and perhaps
     * more.
     */
    public List<Axis> axes() {
        return columns.axes(axes);
    }

    public int axisCount() {
        return axes;
    }

    /** A trial's value on an axis; NaN if it had none. Of a pending trial it is what was proposed. */
    public double value(int axis, int trial) {
        if (trial < size) {
            return columns.value(axis, trial);
        }
        double[] row = pending[trial - size];
        return axis < row.length ? row[axis] : Double.NaN;
    }

    /** Whether all settings there are have been tried, as far as this history knows: only earlier trials can be gone on with then. */
    public boolean isExhausted() {
        return exhausted;
    }

    /**
     * Whether the rules of a declared space allow these values, one for each axis and NaN where there is none; without rules they always do. What is
     * proposed and not allowed is asked for again, so a sampler for which proposals are dear looks here first.
     */
    public boolean isAllowed(double[] row) {
        return allowed.test(row);
    }

    public TrialState state(int trial) {
        return trial < size ? columns.state(trial) : TrialState.RUNNING;
    }

    public List<Goal> goals() {
        return columns.goals();
    }

    /** What a trial reached of a goal, turned so that less is better; NaN unless it is complete. */
    public double loss(int goal, int trial) {
        return trial < size ? columns.loss(goal, trial) : Double.NaN;
    }

    /** What a trial reached of the only goal, turned so that less is better; NaN unless it is complete. */
    public double loss(int trial) {
        return loss(0, trial);
    }

    /** The names of constraints that trials have measured, in the order they appeared. */
    public List<String> constraints() {
        return columns.constraints(size);
    }

    /** What a trial measured of a constraint: kept if it is not above 0. NaN if it did not measure it. */
    public double constraint(int constraint, int trial) {
        return trial < size ? columns.constraint(constraint, trial) : Double.NaN;
    }

    /** By how much a trial breaks its constraints in sum; 0 if it keeps all it has measured, infinite if one was not a number. */
    public double violation(int trial) {
        return trial < size ? columns.violation(trial) : 0;
    }

    /** Whether a trial is complete and keeps its constraints: only such a trial may be the best. */
    public boolean isFeasible(int trial) {
        return state(trial) == TrialState.COMPLETE && violation(trial) == 0;
    }

    /** The trial that this one goes on with, whose reports are the first of its own; -1 if it begins anew. Of a pending trial too. */
    public int continues(int trial) {
        if (trial < size) {
            return columns.continues(trial);
        }
        return trial < next() ? pendingContinues[trial - size] : beginsWith;
    }

    /** How many reports a trial made while it ran. */
    public int reports(int trial) {
        return trial < size ? columns.reports(trial) : 0;
    }

    /** The step (epoch, fold) of a trial's report; steps rise. */
    public int reportStep(int trial, int report) {
        return columns.reportStep(trial, report);
    }

    /** What a trial reported, turned so that less is better. */
    public double report(int trial, int report) {
        return columns.report(trial, report);
    }

    /** What a trial reported of each goal, or of the first only, turned so that less is better. */
    public double[] reportOfGoals(int trial, int report) {
        double[] values = new double[columns.reportWidth(trial)];
        Arrays.setAll(values, goal -> columns.report(trial, report, goal));
        return values;
    }

    /** The last that a trial reported, turned so that less is better; NaN if it reported nothing. What is known of a pruned trial. */
    public double lastReport(int trial) {
        int reports = reports(trial);
        return reports == 0 ? Double.NaN : report(trial, reports - 1);
    }

    /**
     * What was kept under this key by an earlier call in the same study, or something new. It only may hold what follows from histories of the same
     * study, for example sorted columns that are continued when the history has grown. It is empty after a resume.
     */
    @SuppressWarnings("unchecked") // a key is used by one sampler, with one type
    public <T> T memo(Object key, Supplier<T> start) {
        return (T) columns.memos().computeIfAbsent(key, missing -> start.get());
    }

    /** The randomness of a trial of a study: what samplers are given, for tests of them. */
    public static RandomSource randomness(long seed, int trial) {
        return RandomSource.of(seed).stream("study").branch(trial);
    }

    @Override
    public String toString() {
        return "History[" + size + " trials, " + pending.length + " pending, " + axes + " parameters]";
    }
}
