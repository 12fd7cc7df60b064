package org.librate.tuning.study;

import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.librate.core.Check;
import org.librate.core.learn.Model;
import org.librate.core.metric.Metric;
import org.librate.core.table.Table;
import org.librate.tuning.search.Plan;
import org.librate.tuning.search.Settings;

/**
 * The trials of a study over folds, and the settings that were chosen.
 *
 * @param <M> what the plan's estimators learn
 */
public final class FoldedResult<M extends Model> {

    private final StudyResult study;
    private final Metric metric;
    private final int folds;
    private final boolean shares; // whether reports are of shares of rows instead of folds
    private final Plan<M> plan;
    private final Table rows;
    private final TrialResult chosen;

    FoldedResult(StudyResult study, Metric metric, Optional<Comparator<Settings>> simplest, int folds, boolean shares, Plan<M> plan,
            Table rows) {
        this.study = study;
        this.metric = metric;
        this.folds = folds;
        this.shares = shares;
        this.plan = plan;
        this.rows = rows;
        TrialResult best = study.best();
        this.chosen = simplest.map(order -> simplest(order, best)).orElse(best);
    }

    private TrialResult simplest(Comparator<Settings> order, TrialResult best) {
        double error = standardError(best);
        TrialResult simplest = best;
        for (TrialResult trial : study.trials()) {
            boolean near = trial.isFeasible() && Math.abs(trial.value() - best.value()) <= error;
            if (near && order.compare(trial.settings(), simplest.settings()) < 0) {
                simplest = trial;
            }
        }
        return simplest;
    }

    /** The settings that were chosen. */
    public Settings best() {
        return chosen.settings();
    }

    /** The trial that was chosen. Its value flatters it. */
    public TrialResult bestTrial() {
        return chosen;
    }

    /** All trials. Steps of their reports are folds, from 1, or shares of rows. */
    public StudyResult study() {
        return study;
    }

    /** The metric on each fold that a trial came to; with the largest share of rows that it came to. */
    public double[] values(TrialResult trial) {
        if (shares) {
            return IntStream.range(0, folds).filter(fold -> trial.notes().containsKey(FoldedTrial.fold(fold)))
                    .mapToDouble(fold -> trial.notes().get(FoldedTrial.fold(fold))).toArray();
        }
        double[] values = new double[trial.reports()];
        Arrays.setAll(values, trial::report);
        return values;
    }

    /** How uncertain the mean of a trial is: the deviation of its folds by the root of their number. Too small, because folds share training rows. */
    public double standardError(TrialResult trial) {
        double[] values = values(trial);
        Check.require(values.length > 1, "FoldedResult", "an error needs at least two folds", values.length);
        double mean = Arrays.stream(values).average().orElse(Double.NaN);
        double squares = Arrays.stream(values).map(value -> (value - mean) * (value - mean)).sum();
        return Math.sqrt(squares / (values.length - 1) / values.length);
    }

    /** A model that learns from all rows by the settings that were chosen. */
    public M refit() {
        return plan.with(best()).fit(rows);
    }

    /** What was chosen, and {@link StudyResult#table}. */
    public String table() {
        return String.format(Locale.ROOT, "%s over %d folds: trial %d is chosen, %.4f%s %s%n%s", metric.name(), folds, chosen.number(),
                chosen.value(),
                folds > 1 ? String.format(Locale.ROOT, " ± %.4f", standardError(chosen)) : "", best(), study.table());
    }

    @Override
    public String toString() {
        return table();
    }
}
