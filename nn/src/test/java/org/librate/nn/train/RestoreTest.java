package org.librate.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.librate.core.data.Dataset;
import org.librate.core.metric.Accuracy;
import org.librate.nn.Sequential;
import org.librate.nn.layer.BatchNorm;
import org.librate.nn.layer.Dense;
import org.librate.nn.optim.Adam;
import org.librate.nn.optim.ScheduleFreeAdamW;

class RestoreTest {

    private static final Dataset TRAIN = Samples.spirals(120, 1);
    private static final Dataset VALIDATION = Samples.spirals(60, 2);

    @TempDir
    Path folder;

    private Trainer<Classifier> plan() {
        return Trainer.classifier(Sequential.of(Dense.of(8), BatchNorm.create(), Dense.of(3))).optimizer(Adam.of(0.02)).epochs(5).batchSize(20)
                .seed(4).display(Display.SILENT).callbacks(Checkpoints.in(folder).withKeepLast(9).withOverwriting(true));
    }

    @Test
    void a_model_is_what_it_was_when_the_checkpoint_was_written() {
        for (Trainer<Classifier> plan : List.of(plan(), plan().averageWeights(0.9), plan().optimizer(ScheduleFreeAdamW.of(0.05)))) {
            Classifier whole = plan.fit(TRAIN, VALIDATION);
            List<Classifier> all = plan.restore(Checkpoints.last(folder, 5), TRAIN, VALIDATION);
            assertThat(all).extracting(model -> model.history().epochs().size()).containsExactly(1, 2, 3, 4, 5);
            assertThat(Samples.weights(all.get(4))).containsExactly(Samples.weights(whole));
            for (Classifier one : all) {
                assertThat(one.evaluate(VALIDATION, Accuracy.metric()).get(Accuracy.metric())).isEqualTo(one.history().last().get(Accuracy.metric()));
            }
            assertThat(all.get(4).provenance().took()).isBetween(Duration.ZERO, whole.provenance().took());
            assertThat(all.get(4).provenance().trainingData()).isEqualTo(whole.provenance().trainingData());
            assertThat(all.get(0).history().end()).isEqualTo("restored from checkpoint-000000006.librate");
            assertThat(Samples.weights(all.get(1))).containsExactly(Samples.weights(plan.callbacks().epochs(2).fit(TRAIN, VALIDATION)));
        }
    }

    @Test
    void the_best_are_found_by_loss_or_metric() {
        Classifier whole = plan().callbacks(Checkpoints.in(folder).withKeepLast(99).withEveryUpdates(4)).fit(TRAIN, VALIDATION);
        Trainer<Classifier> plan = plan().callbacks(Checkpoints.in(folder));
        double[] losses = whole.history().column(epoch -> epoch.validationLoss().orElseThrow());
        List<Classifier> best = plan.restore(Checkpoints.best(folder, 2), TRAIN, VALIDATION);
        Arrays.sort(losses);
        assertThat(best).extracting(model -> model.history().last().validationLoss().orElseThrow()).containsExactly(losses[0], losses[1]);
        Classifier accurate = plan.restore(Checkpoints.best(folder, 1, Accuracy.metric()), TRAIN, VALIDATION).get(0);
        assertThat(accurate.history().last().get(Accuracy.metric()))
                .isEqualTo(Arrays.stream(whole.history().column(epoch -> epoch.get(Accuracy.metric()))).max().orElseThrow());
        assertThat(Checkpoints.best(folder, 99)).as("not those from within an epoch").hasSize(5);
        assertThat(ClassifierEnsemble.averaging(best).evaluate(VALIDATION, Accuracy.metric()).get(Accuracy.metric())).isGreaterThan(0.4);
    }

    /** The plan that averages its last epochs by itself gives the same bits, but for the order in which numbers are added. */
    @Test
    void the_average_is_that_of_the_epochs() {
        plan().fit(TRAIN, VALIDATION);
        Classifier average = plan().restoreAverage(Checkpoints.last(folder, 3), TRAIN, VALIDATION);
        Classifier wanted = plan().callbacks().averageEpochs(3).fit(TRAIN, VALIDATION);
        assertThat(Samples.weights(average)).containsExactly(Samples.weights(wanted), within(1e-6f));
        assertThat(average.predictProbabilities(VALIDATION).toArray())
                .containsExactly(wanted.predictProbabilities(VALIDATION).toArray(), within(1e-4f));
        assertThat(average.history().end()).isEqualTo("the average of 3 checkpoints");
    }

    @Test
    void other_data_other_plans_and_bad_files_are_refused() throws Exception {
        plan().fit(TRAIN, VALIDATION);
        List<Path> files = Checkpoints.last(folder, 1);
        assertThatThrownBy(() -> plan().restore(files, VALIDATION, TRAIN)).hasMessageContaining("was made with training data");
        assertThatThrownBy(() -> plan().batchSize(10).restore(files, TRAIN, VALIDATION)).hasMessageContaining("was made with batchSize 20");
        assertThatThrownBy(() -> plan().restoreAverage(List.of(), TRAIN, VALIDATION)).hasMessageContaining("at least one checkpoint");
        assertThatThrownBy(() -> Checkpoints.last(folder.resolve("none"), 1)).hasMessageContaining("cannot list");
        Files.writeString(files.get(0), "LIBRATE");
        assertThatThrownBy(() -> plan().restore(files, TRAIN, VALIDATION)).hasMessageContaining("cannot restore")
                .hasMessageContaining("is no checkpoint");
        assertThatThrownBy(() -> Checkpoints.best(folder, 1)).hasMessageContaining("is no checkpoint");
    }

    @Test
    void rows_set_aside_are_set_aside_again() {
        Trainer<Classifier> plan = plan().validationShare(0.25);
        Classifier whole = plan.fit(TRAIN);
        assertThat(Samples.weights(plan.restore(Checkpoints.last(folder, 1), TRAIN).get(0))).containsExactly(Samples.weights(whole));
        assertThat(plan.restoreAverage(Checkpoints.last(folder, 2), TRAIN).history().epochs()).hasSize(5);
    }
}
