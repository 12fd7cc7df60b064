package org.librate.tuning.study;

import java.util.AbstractList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.librate.core.Check;
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
}
