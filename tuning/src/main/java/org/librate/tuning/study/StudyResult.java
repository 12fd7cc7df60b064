package org.librate.tuning.study;

import java.io.IOException;
import java.nio.file.Path;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.librate.core.Check;
import org.librate.core.save.Replace;
import org.librate.core.table.CsvOutput;
import org.librate.core.table.Table;
import org.librate.tuning.search.Param;
import org.librate.tuning.search.Settings;

/**
 * The trials of a study and what is best among them, as of the moment it was made.
 *
 * <pre>{@code
 * StudyResult result = study.run(Budget.trials(100), objective);
 * double rate = result.best().get(RATE);
 * System.out.println(result.table());
 * }</pre>
 */
public final class StudyResult {

    private final Columns columns;
    private final Settings fixed;
    private final Map<String, Param<?>> params;
    private final int size;
    private final String ending;

    StudyResult(Columns columns, Settings fixed, Map<String, Param<?>> params, String ending) {
        this.columns = columns;
        this.fixed = fixed;
        this.params = Map.copyOf(params);
        this.size = columns.size();
        this.ending = ending;
    }

    public List<Goal> goals() {
        return columns.goals();
    }

    /** Why the run ended. */
    public String ending() {
        return ending;
    }

    /** All trials in the order of their numbers. */
    public List<TrialResult> trials() {
        return new AbstractList<>() {
            @Override
            public TrialResult get(int number) {
                return trial(number);
            }

            @Override
            public int size() {
                return size;
            }
        };
    }

    /** A trial by its number. */
    public TrialResult trial(int number) {
        Check.within("StudyResult", "number of a trial", number, 0, size - 1);
        return new TrialResult(columns, number, Results.settings(columns, fixed, params, number));
    }

    private boolean isFeasible(int trial) {
        return columns.state(trial) == TrialState.COMPLETE && columns.violation(trial) == 0;
    }

    /** The best feasible trial by the only goal, the earliest of equally good ones; a complaint if there is none. */
    public TrialResult best() {
        return findBest().orElseThrow(() -> new IllegalStateException("StudyResult: none of " + size + " trials is complete and feasible: "
                + count(TrialState.FAILED) + " failed, " + count(TrialState.PRUNED) + " were pruned, " + count(TrialState.COMPLETE)
                + " broke a constraint." + firstFailure()));
    }

    private long count(TrialState state) {
        long count = 0;
        for (int trial = 0; trial < size; trial++) {
            count += columns.state(trial) == state ? 1 : 0;
        }
        return count;
    }

    private String firstFailure() {
        for (int trial = 0; trial < size; trial++) {
            String failure = columns.failure(trial);
            if (failure != null) {
                return " Trial " + trial + ": " + failure;
            }
        }
        return "";
    }

    /** The best feasible trial by the only goal, if there is a feasible one. */
    public Optional<TrialResult> findBest() {
        if (goals().size() > 1) {
            throw new IllegalStateException("StudyResult: with " + goals().size() + " goals no single trial is the best. Use front().");
        }
        return bestByFirstGoal();
    }

    Optional<TrialResult> bestByFirstGoal() {
        int best = -1;
        for (int trial = 0; trial < size; trial++) {
            if (isFeasible(trial) && (best < 0 || columns.loss(0, trial) < columns.loss(0, best))) {
                best = trial;
            }
        }
        return best < 0 ? Optional.empty() : Optional.of(trial(best));
    }

    /** The feasible trials that no other beats in all goals, in the order of their numbers. */
    public List<TrialResult> front() {
        int[] feasible = feasible();
        return Arrays.stream(Hypervolume.front(losses(feasible))).mapToObj(i -> trial(feasible[i])).toList();
    }

    private int[] feasible() {
        return IntStream.range(0, size).filter(this::isFeasible).toArray();
    }

    private double[][] losses(int[] numbers) {
        double[][] losses = new double[numbers.length][goals().size()];
        for (int i = 0; i < numbers.length; i++) {
            for (int goal = 0; goal < losses[i].length; goal++) {
                losses[i][goal] = columns.loss(goal, numbers[i]);
            }
        }
        return losses;
    }

    /**
     * How much of the space of goals the feasible trials dominate, up to a point that is worse than what is worth having: one number for each goal.
     * Exact.
     */
    public double hypervolume(double... reference) {
        Check.require(reference.length == goals().size(), "StudyResult", "a reference has a number for each of " + goals(), reference.length
                + " numbers");
        double[] losses = new double[reference.length];
        Arrays.setAll(losses, goal -> goals().get(goal).lessIsBetter(reference[goal]));
        double[][] all = losses(feasible());
        double[][] front = Arrays.stream(Hypervolume.front(all)).mapToObj(i -> all[i]).toArray(double[][]::new);
        return Hypervolume.of(front, losses);
    }

    /** What trials had, in the order it first appeared; what is fixed comes first. */
    public List<Param<?>> params() {
        List<Param<?>> all = new ArrayList<>(fixed.params());
        for (Axis axis : columns.axes(columns.axesKnown(size))) {
            all.add(params.getOrDefault(axis.name(), axis.param()));
        }
        return all;
    }

    /** A line for each of the ten best feasible trials, or for each of the front if there are several goals. */
    public String table() {
        List<TrialResult> shown = goals().size() > 1 ? front()
                : Arrays.stream(feasible()).boxed().sorted(Comparator.comparingDouble(trial -> columns.loss(0, trial))).limit(10).map(this::trial)
                .toList();
        return Export.text(this, shown);
    }

    /** All trials as rows: number, state, goals, parameters, constraints, seconds, failure. */
    public Table rows() {
        return Export.table(this);
    }

    /** Writes {@link #rows} as CSV. The file appears once it is whole. */
    public void writeCsv(Path file) throws IOException {
        CsvOutput.to(file).write(rows());
    }

    /** Writes all trials with their reports as JSON; what is not a finite number is null. The file appears once it is whole. */
    public void writeJson(Path file) throws IOException {
        Replace.file(file, out -> Export.json(this, out));
    }

    @Override
    public String toString() {
        return table();
    }
}
