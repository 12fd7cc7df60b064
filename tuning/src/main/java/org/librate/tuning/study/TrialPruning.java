package org.librate.tuning.study;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.librate.core.metric.Metric;
import org.librate.nn.train.EpochResult;
import org.librate.nn.train.Progress;
import org.librate.nn.train.TrainingCallback;

/** Tells a trial of each epoch of its training, and ends the training when the trial is losing. */
final class TrialPruning implements TrainingCallback {

    private final Trial trial;
    private final @Nullable Metric metric;
    private int told; // epochs

    TrialPruning(Trial trial, @Nullable Metric metric) {
        this.trial = trial;
        this.metric = metric;
    }

    @Override
    public List<Metric> metrics() {
        return metric == null ? List.of() : List.of(metric);
    }

    @Override
    public boolean needsValidation() {
        return metric != null;
    }

    /** Epochs from before a resume count: a trial that is run again after its process died has to end as it would have. */
    @Override
    public void onStart(Progress progress) {
        onEpoch(progress);
    }

    @Override
    public void onEpoch(Progress progress) {
        for (EpochResult epoch : progress.results().subList(told, progress.results().size())) {
            told++;
            trial.report(epoch.epoch(), metric == null ? epoch.validationLoss().orElse(epoch.loss()) : epoch.get(metric));
            if (epoch.epoch() < progress.epochs() && trial.isPruned()) { // after the last one there is nothing to spare
                trial.pruned();
                progress.stop("pruned: trial " + trial.number() + " was losing in epoch " + epoch.epoch());
                return;
            }
        }
    }

    @Override
    public String toString() {
        return "TrialPruning[" + (metric == null ? "loss" : metric.name()) + "]"; // without the trial: another one may go on from its checkpoints
    }
}
