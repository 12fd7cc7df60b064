package org.librate.tuning.study;

import java.util.Arrays;
import java.util.List;
import org.librate.core.kernel.Width;
import org.librate.core.learn.Model;
import org.librate.core.metric.Metric;
import org.librate.core.table.Table;
import org.librate.tuning.Threads;
import org.librate.tuning.search.Plan;
import org.librate.tuning.search.Settings;
import org.librate.tuning.split.Fold;
import org.librate.tuning.validation.CrossValidation;
import org.librate.tuning.validation.CvResult;
import org.librate.tuning.validation.FailedFolds;

/** One trial of a {@link FoldedStudy}: its settings over the folds, or over the folds with one share of their training rows after another. */
final class FoldedTrial<M extends Model> {

    private final Trial trial;
    private final Plan<M> plan;
    private final Settings settings;
    private final Table rows;
    private final List<Metric> metrics;
    private final boolean trainScores;
    private final double[] sums;
    private final double[] trainSums;

    FoldedTrial(Trial trial, Plan<M> plan, Table rows, List<Metric> metrics, boolean trainScores) {
        this.trial = trial;
        this.plan = plan;
        this.settings = trial.settings().orAsk(trial::get);
        this.rows = rows;
        this.metrics = metrics;
        this.trainScores = trainScores;
        this.sums = new double[metrics.size()];
        this.trainSums = new double[metrics.size()];
    }

    /** Over all folds, of which each is reported. */
    double overFolds(List<Fold> folds) {
        for (int i = 0; i < folds.size(); i++) {
            trial.report(i + 1, value(folds.get(i)));
            if (i + 1 < folds.size() && trial.isPruned()) {
                return trial.pruned();
            }
        }
        note(folds.size());
        return sums[0] / folds.size();
    }

    /** Over all folds with each share of rows, of which each is reported; what an earlier trial has reported is left out. */
    double overShares(List<List<Fold>> shares, RowShares steps) {
        for (int share = 0; share < shares.size(); share++) {
            int step = steps.parts()[share];
            if (trial.lastStep().orElse(0) >= step) {
                continue;
            }
            List<Fold> folds = shares.get(share);
            Arrays.fill(sums, 0);
            Arrays.fill(trainSums, 0);
            for (int i = 0; i < folds.size(); i++) {
                trial.note(fold(i), value(folds.get(i)));
            }
            note(folds.size());
            double mean = sums[0] / folds.size();
            if (!Double.isFinite(mean)) { // no pruner is to take it for a losing one
                throw new IllegalStateException(metrics.get(0).name() + " must be a number on every fold, got " + mean + " with share " + step
                        + " of the rows. Use fewer folds, a larger first share, or another metric.");
            }
            trial.report(step, mean);
            if (share + 1 < shares.size() && trial.isPruned()) {
                return trial.pruned();
            }
        }
        return sums[0] / shares.get(0).size();
    }

    /** The name under which the first metric on a fold is noted. */
    static String fold(int number) {
        return "fold " + (number + 1);
    }

    private double value(Fold fold) {
        int width = Math.max(1, Width.limit()); // that of the trial
        CrossValidation one = CrossValidation.of(all -> List.of(fold)).metrics(metrics.toArray(Metric[]::new)).withTrainScores(trainScores)
                .withScores(false).onFailure(FailedFolds.RECORD).threads(Threads.serial().withWidth(width));
        CvResult<M> values = one.run(train -> plan.with(settings).fit(train), rows);
        if (values.folds().get(0).failure().orElse(null) instanceof RuntimeException failure) {
            throw failure; // as it was: the study tells what is wrong with a trial from what is wrong with the study
        }
        for (int metric = 0; metric < sums.length; metric++) {
            sums[metric] += values.values(metrics.get(metric))[0];
            trainSums[metric] += trainScores ? values.trainValues(metrics.get(metric))[0] : 0;
        }
        return values.values(metrics.get(0))[0];
    }

    private void note(int folds) {
        for (int metric = 0; metric < sums.length; metric++) {
            if (metric > 0) {
                trial.note(metrics.get(metric).name(), sums[metric] / folds);
            }
            if (trainScores) {
                trial.note("train " + metrics.get(metric).name(), trainSums[metric] / folds);
            }
        }
    }
}
