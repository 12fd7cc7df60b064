package org.librate.tuning.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.librate.core.data.Dataset;
import org.librate.core.random.RandomSource;
import org.librate.core.random.RandomStream;
import org.librate.metrics.classification.MacroF1;
import org.librate.nn.Sequential;
import org.librate.nn.layer.Dense;
import org.librate.nn.layer.Relu;
import org.librate.nn.optim.Sgd;
import org.librate.nn.train.Checkpoints;
import org.librate.nn.train.Classifier;
import org.librate.nn.train.Progress;
import org.librate.nn.train.Trainer;
import org.librate.nn.train.TrainingCallback;
import org.librate.tuning.search.Param;
import org.librate.tuning.study.pruner.SuccessiveHalving;

/** A study of networks: losing ones are stopped, and promoted ones go on from where they were stopped. */
class NetworkPruningTest {

    private static final int EPOCHS = 9;
    private static final Param<Double> RATE = Param.logUniform("rate", 1e-4, 1);
    private static final Dataset TRAIN = rows(60, 1);
    private static final Dataset VALIDATION = rows(30, 2);

    @TempDir private Path folder;

    /** Whether a point is within a circle. */
    private static Dataset rows(int count, long seed) {
        RandomStream random = RandomSource.of(seed).at(0);
        float[][] xy = new float[count][];
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            xy[i] = new float[] {(float) random.uniform(2L * i, -1, 1), (float) random.uniform(2L * i + 1, -1, 1)};
            labels[i] = xy[i][0] * xy[i][0] + xy[i][1] * xy[i][1] < 0.5 ? 1 : 0;
        }
        return Dataset.of(xy, labels);
    }

    private static Trainer<Classifier> trainer(double rate) {
        return Trainer.classifier(Sequential.of(Dense.of(8), Relu.create(),
                Dense.of(2))).optimizer(Sgd.of(rate)).epochs(EPOCHS).batchSize(16).seed(5);
    }

    private static double loss(Classifier model) {
        return model.history().last().validationLoss().orElseThrow();
    }

    private static double run(Trial trial) {
        return loss(trainer(trial.get(RATE)).callbacks(trial.pruning(),
                Checkpoints.in(trial.folder()).withKeepLast(1)).resumeFrom(trial.folder()).fit(TRAIN, VALIDATION));
    }

    private Study study(String name) {
        return Study.minimise("loss").withSeed(4)
                .withPruner(SuccessiveHalving.create().withFactor(3).withPromotion(true)).withFolder(folder.resolve(name));
    }

    @Test
    void losing_networks_are_stopped_and_promoted_ones_go_on_to_the_same_bits() {
        StudyResult result = study("a").run(Budget.trials(16), NetworkPruningTest::run);

        assertThat(result.trials()).anyMatch(trial -> trial.state() == TrialState.PRUNED && trial.reports() == 1);
        assertThat(result.trials()).anyMatch(trial -> trial.continues().isPresent() && trial.reports() > 1);
        assertThat(result.trials()).noneMatch(trial -> trial.state() == TrialState.FAILED);
        for (TrialResult trial : result.trials()) {
            if (trial.continues().isPresent()) {
                Classifier whole = trainer(trial.get(RATE)).fit(TRAIN, VALIDATION);
                for (int i = 0; i < trial.reports(); i++) {
                    assertThat(trial.report(i)).isEqualTo(whole.history().epochs().get(i).validationLoss().orElseThrow());
                }
            }
        }
    }

    @Test
    void a_study_in_two_halves_is_the_whole() {
        List<String> whole = study("b").run(Budget.trials(14), NetworkPruningTest::run).trials().stream().map(TrialResult::toString).toList();
        Path journal = folder.resolve("study.jsonl");
        study("c").withJournal(journal).run(Budget.trials(7), NetworkPruningTest::run);

        assertThat(study("c").withJournal(journal).run(Budget.trials(14),
                NetworkPruningTest::run).trials().stream().map(TrialResult::toString).toList()).isEqualTo(whole);
    }

    @Test
    void a_trial_that_died_goes_on_from_its_checkpoint() {
        List<Integer> trained = new ArrayList<>();
        StudyResult result = Study.minimise("loss").withFolder(folder.resolve("d")).onFailure(FailurePolicy.retry(1)).run(Budget.trials(1), trial -> {
            TrainingCallback dies = new TrainingCallback() {
                @Override
                public void onEpoch(Progress progress) {
                    trained.add(progress.epoch());
                    if (progress.epoch() == 4 && trial.attempt() == 0) {
                        throw new IllegalStateException("power failure");
                    }
                }

                @Override
                public String toString() {
                    return "Dies";
                }
            };
            return loss(trainer(trial.get(RATE)).callbacks(trial.pruning(), Checkpoints.in(trial.folder()),
                    dies).resumeFrom(trial.folder()).fit(TRAIN, VALIDATION));
        });

        assertThat(trained).containsExactly(1, 2, 3, 4, 4, 5, 6, 7, 8, 9); // it died before the fourth epoch was written
        assertThat(result.trial(0).reports()).isEqualTo(EPOCHS);
        assertThat(Files.isDirectory(folder.resolve("d").resolve("trial-000000"))).isTrue();
    }

    @Test
    void a_metric_is_reported_where_the_goal_is_one() {
        Study study = Study.maximise("F1").withPruner(SuccessiveHalving.create());
        assertThat(study.run(Budget.trials(3), trial -> trainer(trial.get(RATE)).callbacks(trial.pruning(MacroF1.metric())).fit(TRAIN,
                VALIDATION).history().last()
                .get(MacroF1.metric())).trial(0).report(0)).isBetween(0.0, 1.0);
        assertThatThrownBy(() -> study.ask().pruning()).hasMessageContaining("pruning(metric)");
        assertThatThrownBy(() -> Study.minimise("loss").ask().pruning(MacroF1.metric())).hasMessageContaining("must be better where the goal is");
    }
}
