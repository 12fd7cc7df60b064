package org.librate.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.librate.core.Tensor;
import org.librate.core.data.Dataset;
import org.librate.core.metric.Accuracy;
import org.librate.nn.Sequential;
import org.librate.nn.layer.Dense;
import org.librate.nn.optim.Adam;
import org.librate.nn.schedule.Cosine;

class EnsembleTest {

    private static final Tensor X = Tensor.zeros(1, 1);

    private static ClassPredictor says(float... probabilities) {
        return inputs -> Tensor.of(new float[][] {probabilities});
    }

    /** Two lean to class 0, one is sure of class 1: the mean is 0.4 to 0.6, the votes are 2 to 1. */
    private static final List<ClassPredictor> THREE = List.of(says(0.6f, 0.4f), says(0.6f, 0.4f), says(0f, 1f));

    @Test
    void the_mean_weighs_how_sure_members_are() {
        ClassifierEnsemble mean = ClassifierEnsemble.averaging(THREE);
        assertThat(mean.predictProbabilities(X).toArray()).containsExactly(new float[] {0.4f, 0.6f}, within(1e-6f));
        assertThat(mean.predict(X).toInts()).containsExactly(1);
        assertThat(mean.withWeights(3, 1, 0).predictProbabilities(X).toArray()).containsExactly(new float[] {0.6f, 0.4f}, within(1e-6f));
        assertThat(mean).hasToString("ClassifierEnsemble[3 members, averaging]");
    }

    @Test
    void a_vote_counts_heads() {
        ClassifierEnsemble vote = ClassifierEnsemble.voting(THREE);
        assertThat(vote.predictProbabilities(X).toArray()).containsExactly(new float[] {2 / 3f, 1 / 3f}, within(1e-6f));
        assertThat(vote.predict(X).toInts()).containsExactly(0);
        assertThat(ClassifierEnsemble.voting(List.of(says(0.6f, 0.4f), says(0f, 1f))).predict(X).toInts()).as("a tie goes to the surer")
                .containsExactly(1);
        assertThat(ClassifierEnsemble.voting(List.of(vote, vote)).predict(X).toInts()).containsExactly(0);
    }

    @Test
    void labels_that_may_hold_together_are_decided_one_by_one() {
        Tensor x = Tensor.of(new float[][] {{0, 0}, {0, 1}, {1, 0}, {1, 1}});
        Dataset data = Dataset.of(x, Tensor.of(org.librate.core.Shape.of(4, 2), 0, 0, 0, 1, 1, 0, 1, 1));
        Trainer<Classifier> plan = Trainer.multiLabel(Sequential.of(Dense.of(2))).optimizer(Adam.of(0.1)).epochs(100).display(Display.SILENT);
        List<Classifier> models = List.of(plan.fit(data), plan.seed(1).fit(data), plan.seed(2).fit(data));
        assertThat(ClassifierEnsemble.averaging(models).predict(x).toInts()).containsExactly(0, 0, 0, 1, 1, 0, 1, 1);
        assertThat(ClassifierEnsemble.voting(models).predict(x).toInts()).containsExactly(0, 0, 0, 1, 1, 0, 1, 1);
    }

    @Test
    void values_are_averaged_or_the_middle_is_taken() {
        List<ValuePredictor> three = List.of(in -> Tensor.of(1f, 2f), in -> Tensor.of(2f, 2f), in -> Tensor.of(9f, 2f));
        assertThat(RegressorEnsemble.averaging(three).predict(X).toArray()).containsExactly(4, 2);
        assertThat(RegressorEnsemble.median(three).predict(X).toArray()).containsExactly(2, 2);
        assertThat(RegressorEnsemble.median(three.subList(1, 3)).predict(X).toArray()).containsExactly(5.5f, 2);
        assertThat(RegressorEnsemble.averaging(three).withWeights(0, 2, 2).predict(X).toArray()).containsExactly(5.5f, 2);
        assertThat(RegressorEnsemble.averaging(three).spread(X).toArray())
                .containsExactly(new float[] {(float) Math.sqrt(38 / 3.0), 0}, within(1e-5f));
    }

    @Test
    void what_cannot_be_put_together_is_refused() {
        assertThatThrownBy(() -> ClassifierEnsemble.averaging(List.of())).hasMessageContaining("needs at least one member");
        assertThatThrownBy(() -> ClassifierEnsemble.averaging(THREE).withWeights(1, 2)).hasMessageContaining("a weight for each of 3 members, got 2");
        assertThatThrownBy(() -> ClassifierEnsemble.averaging(THREE).withWeights(0, 0, 0)).hasMessageContaining("sum of the weights");
        assertThatThrownBy(() -> ClassifierEnsemble.averaging(List.of(says(1, 0), says(1, 0, 0))).predict(X))
                .hasMessageContaining("must tell the same classes apart");
    }

    private static final Trainer<Classifier> PLAN = Trainer.classifier(Samples.mlp(16, 3)).optimizer(Adam.of(0.05))
            .schedule(Cosine.overEpochs(5).withRestarts(1)).epochs(15).seed(3).display(Display.SILENT);

    @Test
    void snapshots_are_the_model_at_the_end_of_each_cycle() {
        Dataset train = Samples.spirals(150, 1);
        Dataset validation = Samples.spirals(90, 2);
        List<Classifier> three = PLAN.fitSnapshots(5, train, validation);
        assertThat(three).extracting(model -> model.history().epochs().size()).containsExactly(5, 10, 15);
        assertThat(Samples.weights(three.get(0))).containsExactly(Samples.weights(PLAN.epochs(5).fit(train, validation)));
        assertThat(Samples.weights(three.get(2))).containsExactly(Samples.weights(PLAN.fit(train, validation)));
        Tensor found = ClassifierEnsemble.averaging(three).predict(Samples.x(validation));
        float[] truth = Samples.y(validation);
        int right = 0;
        for (int i = 0; i < truth.length; i++) {
            right += found.toInts()[i] == (int) truth[i] ? 1 : 0;
        }
        assertThat(right / 90.0).isGreaterThanOrEqualTo(three.stream().mapToDouble(model -> model.history().last().get(Accuracy.metric())).min()
                .orElseThrow());
        assertThatThrownBy(() -> PLAN.fitSnapshots(16, train)).hasMessageContaining("must not be longer than the 15 epochs");
    }

    @Test
    void a_resumed_run_still_has_its_first_snapshots(@TempDir Path folder) {
        Dataset train = Samples.spirals(60, 1);
        Trainer<Classifier> plan = PLAN.callbacks(Checkpoints.in(folder));
        List<Classifier> whole = plan.fitSnapshots(5, train);
        List<Classifier> resumed = plan.resumeFrom(folder).fitSnapshots(5, train);
        assertThat(resumed).hasSize(3);
        assertThat(Samples.weights(resumed.get(0))).containsExactly(Samples.weights(whole.get(0)));
    }
}
