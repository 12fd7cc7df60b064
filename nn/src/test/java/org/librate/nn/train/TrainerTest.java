package org.librate.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.data.Dataset;
import org.librate.core.metric.Accuracy;
import org.librate.core.metric.Mse;
import org.librate.nn.Sequential;
import org.librate.nn.init.Initializer;
import org.librate.nn.layer.BatchNorm;
import org.librate.nn.layer.Dense;
import org.librate.nn.loss.BinaryCrossEntropy;
import org.librate.nn.loss.CrossEntropy;
import org.librate.nn.optim.Adam;
import org.librate.nn.optim.Sgd;
import org.librate.nn.schedule.Plateau;

class TrainerTest {

    private static final Trainer<Classifier> XOR = Trainer.classifier(Samples.mlp(8, 2)).optimizer(Adam.of(0.05)).epochs(200).batchSize(4).seed(1)
            .display(Display.SILENT);

    @Test
    void learns_exclusive_or() {
        Classifier model = XOR.fit(Samples.xor());
        assertThat(model.predict(Tensor.of(new float[][] {{0, 0}, {0, 1}, {1, 0}, {1, 1}})).toInts()).containsExactly(0, 1, 1, 0);
        assertThat(model.predictRow(0, 1)).isEqualTo(1);
        assertThat(model.predictProbabilitiesRow(1, 1)[0]).isGreaterThan(0.9f);
        assertThat(model.history().epochs()).hasSize(200);
        assertThat(model.history().end()).isEqualTo("all 200 epochs done");
        assertThat(model.history().last().loss()).isLessThan(model.history().epochs().get(0).loss());
        assertThat(model).hasToString("Classifier[Network[3 layers, 114 parameters, [[2]] to [[2]]], 200 epochs]");
    }

    @Test
    void learns_spirals_and_measures_them() {
        Classifier model = Trainer.classifier(Samples.mlp(24, 3)).optimizer(Adam.of(0.02)).epochs(60).batchSize(32).seed(3).display(Display.SILENT)
                .fit(Samples.spirals(300, 1), Samples.spirals(150, 2));
        EpochResult last = model.history().last();
        assertThat(last.get(Accuracy.metric())).isGreaterThan(0.95);
        assertThat(last.validationLoss().orElseThrow()).isLessThan(0.3);
        assertThat(last.updates()).isEqualTo(600);
        assertThatThrownBy(() -> last.get(Mse.metric())).hasMessageContaining("\"mse\" was not measured");
        Tensor probabilities = model.predictProbabilities(Samples.x(Samples.spirals(300, 1)));
        assertThat(probabilities.shape()).isEqualTo(Shape.of(300, 3));
        assertThat(probabilities.sum(1).sub(1).abs().max().item()).isLessThan(1e-5);
    }

    @Test
    void finds_the_plane() {
        Regressor model = Trainer.regressor(Sequential.of(Dense.of(1))).optimizer(Adam.of(0.05)).epochs(60).batchSize(16).display(Display.SILENT)
                .metrics(Mse.metric()).fit(Samples.plane(100), Samples.plane(40));
        assertThat(model.predict(Tensor.of(new float[][] {{1, 0}, {0, 1}})).toArray()).containsExactly(new float[] {2.5f, -0.5f}, within(0.02f));
        assertThat(model.predictRow(0, 0)[0]).isCloseTo(0.5f, within(0.02f));
        assertThat(model.history().last().get(Mse.metric())).isCloseTo(model.history().last().validationLoss().orElseThrow(), within(1e-6));
    }

    @Test
    void tells_yes_from_no_with_one_output() {
        Classifier model = Trainer.binary(Samples.mlp(8, 1)).optimizer(Adam.of(0.05)).epochs(200).seed(2).display(Display.SILENT)
                .fit(Samples.xor(), Samples.xor());
        assertThat(model.predict(Samples.x(Samples.xor())).toInts()).containsExactly(0, 1, 1, 0);
        assertThat(model.predictProbabilities(Samples.x(Samples.xor())).shape()).isEqualTo(Shape.of(4, 2));
        assertThat(model.history().last().get(Accuracy.metric())).isEqualTo(1);
    }

    @Test
    void gives_labels_that_may_hold_together() {
        Tensor x = Tensor.of(new float[][] {{0, 0}, {0, 1}, {1, 0}, {1, 1}});
        Tensor y = Tensor.of(Shape.of(4, 2), 0, 0, 0, 1, 1, 0, 1, 1);
        Classifier model = Trainer.multiLabel(Sequential.of(Dense.of(2))).optimizer(Adam.of(0.1)).epochs(100).display(Display.SILENT)
                .fit(Dataset.of(x, y), Dataset.of(x, y));
        assertThat(model.predict(x).toInts()).containsExactly(0, 0, 0, 1, 1, 0, 1, 1);
        assertThat(model.history().last().metrics()).containsEntry("label_accuracy", 1.0);
    }

    /** With a bias only, softmax settles at the weighted class frequencies: 3 of class 0, 1 of class 1. */
    @Test
    void class_weights_move_the_optimum_where_arithmetic_says() {
        Dataset data = Dataset.of(Tensor.zeros(4, 1), Tensor.of(0, 0, 0, 1));
        Trainer<Classifier> plan = Trainer.classifier(Sequential.of(Dense.of(2).withWeights(Initializer.zeros()))).optimizer(Sgd.of(1)).epochs(300)
                .batchSize(4).display(Display.SILENT);
        assertThat(plan.fit(data).predictProbabilitiesRow(0)).containsExactly(new float[] {0.75f, 0.25f}, within(1e-3f));
        assertThat(plan.classWeights(1, 2).fit(data).withRawProbabilities().predictProbabilitiesRow(0)).containsExactly(new float[] {0.6f, 0.4f},
                within(1e-3f));
        assertThat(plan.balanceClasses().fit(data).withRawProbabilities().predictProbabilitiesRow(0)).containsExactly(new float[] {0.5f, 0.5f},
                within(1e-3f));
    }

    @Test
    void a_row_of_weight_0_is_as_good_as_absent() {
        Trainer<Classifier> plan = XOR.epochs(5);
        Dataset four = Samples.xor();
        Dataset six = Dataset.of(Tensor.of(new float[][] {{0, 0}, {0, 1}, {1, 0}, {1, 1}, {5, 5}, {7, -3}}), Tensor.of(0, 1, 1, 0, 0, 1))
                .withWeights(1, 1, 1, 1, 0, 0);
        Classifier with = plan.batchSize(6).fit(six, six);
        Classifier without = plan.fit(four, four);
        assertThat(Samples.weights(with)).containsExactly(Samples.weights(without), within(1e-4f));
        assertThat(with.history().last().validationLoss().orElseThrow())
                .isCloseTo(without.history().last().validationLoss().orElseThrow(), within(1e-4));
        assertThat(with.history().last().metrics()).isEqualTo(without.history().last().metrics());
    }

    /** 100 rows at once, or as 40 + 40 + 20: the same update, whatever the rows' weights. */
    @Test
    void several_small_batches_make_the_update_of_a_large_one() {
        Trainer<Classifier> plan = Trainer.classifier(Samples.mlp(8, 3)).optimizer(Sgd.of(0.5)).epochs(4).seed(5).display(Display.SILENT);
        Dataset data = Samples.spirals(100, 1);
        float[] weights = new float[100];
        for (int i = 0; i < 100; i++) {
            weights[i] = 1 + i % 3;
        }
        for (Dataset one : new Dataset[] {data, data.withWeights(weights)}) {
            Classifier whole = plan.batchSize(100).fit(one);
            Classifier parts = plan.batchSize(40).accumulate(3).fit(one);
            assertThat(Samples.weights(parts)).containsExactly(Samples.weights(whole), within(1e-5f));
            assertThat(parts.history().last().updates()).isEqualTo(4);
            assertThat(parts.history().last().loss()).isCloseTo(whole.history().last().loss(), within(1e-5));
        }
    }

    @Test
    void the_same_plan_gives_the_same_bits_and_another_seed_others() {
        Trainer<Classifier> plan = Trainer.classifier(Samples.mlp(8, 3)).epochs(3).batchSize(7).seed(11).display(Display.SILENT);
        float[] first = Samples.weights(plan.fit(Samples.spirals(60, 1)));
        assertThat(Samples.weights(plan.fit(Samples.spirals(60, 1)))).containsExactly(first);
        assertThat(Samples.weights(plan.seed(12).fit(Samples.spirals(60, 1)))).isNotEqualTo(first);
    }

    @Test
    void rows_set_aside_are_validated_on() {
        Classifier model = Trainer.classifier(Samples.mlp(8, 3)).epochs(2).batchSize(10).validationShare(0.2).display(Display.SILENT)
                .fit(Samples.spirals(100, 1));
        assertThat(model.history().last().updates()).isEqualTo(16); // 80 rows by 10, twice
        assertThat(model.history().last().validationLoss()).isPresent();
    }

    @Test
    void averaged_weights_are_evaluated_and_kept() {
        Trainer<Regressor> plan = Trainer.regressor(Sequential.of(Dense.of(1))).optimizer(Sgd.of(0.05)).epochs(20).batchSize(10)
                .display(Display.SILENT);
        Regressor model = plan.averageWeights(0.9).fit(Samples.plane(100), Samples.plane(100));
        double kept = 0;
        float[] predicted = model.predict(Samples.x(Samples.plane(100))).toArray();
        float[] wanted = Samples.y(Samples.plane(100));
        for (int i = 0; i < 100; i++) {
            kept += (predicted[i] - wanted[i]) * (double) (predicted[i] - wanted[i]) / 100;
        }
        assertThat(model.history().last().validationLoss().orElseThrow()).isCloseTo(kept, within(1e-6)); // what was validated is what was kept
        assertThat(Samples.weights(model)).isNotEqualTo(Samples.weights(plan.fit(Samples.plane(100), Samples.plane(100))));
    }

    @Test
    void epochs_are_averaged() {
        List<float[]> ends = new ArrayList<>();
        Trainer<Classifier> plan = Trainer.classifier(Sequential.of(Dense.of(6), BatchNorm.create(), Dense.of(3))).epochs(4).batchSize(10)
                .display(Display.SILENT).averageEpochs(3);
        Classifier model = plan.callbacks(new TrainingCallback() {
            @Override
            public void onEpoch(Progress progress) {
                ends.add(progress.network().parameters().values().toArray());
            }
        }).fit(Samples.spirals(60, 1));
        float[] average = Samples.weights(model);
        for (int i = 0; i < average.length; i++) {
            assertThat(average[i]).isCloseTo((ends.get(2)[i] + ends.get(3)[i]) / 2, within(1e-6f));
        }
        assertThat(Samples.weights(plan.fit(Samples.spirals(60, 1)))).containsExactly(average);
        assertThatThrownBy(() -> plan.averageWeights(0.9).fit(Samples.spirals(60, 1)))
                .hasMessageContaining("averageWeights or by averageEpochs, got both");
    }

    @Test
    void a_plateau_lowers_the_rate() {
        Classifier model = XOR.optimizer(Sgd.of(1e-6)).epochs(5).plateau(Plateau.minimizing().withPatience(1).withFactor(0.5).withThreshold(0.5))
                .fit(Samples.xor(), Samples.xor());
        assertThat(model.history().column(EpochResult::rate)).containsExactly(new double[] {1e-6, 1e-6, 1e-6, 0.5e-6, 0.5e-6}, within(1e-12));
        assertThatThrownBy(() -> XOR.plateau(Plateau.minimizing(), Accuracy.metric())).hasMessageContaining("must go the way of accuracy");
    }

    @Test
    void one_batch_is_learned_by_heart_or_not() {
        OneBatch good = XOR.overfitOneBatch(Samples.xor());
        assertThat(good.learned()).isTrue();
        assertThat(good.toString()).contains("One batch of 4 rows").contains("can learn it by heart");
        assertThat(XOR.optimizer(Sgd.of(1e-9)).overfitOneBatch(Samples.xor()).toString()).contains("does not learn");
    }

    @Test
    void a_starting_loss_far_from_guessing_is_told() {
        assertThat(StartingLoss.complaint(CrossEntropy.create(), 10, 9)).hasValueSatisfying(text -> assertThat(text).contains("ln 10 = 2.303"));
        assertThat(StartingLoss.complaint(CrossEntropy.create(), 10, 2.6)).isEmpty();
        assertThat(StartingLoss.complaint(CrossEntropy.create().withLabelSmoothing(0.1), 10, 9)).isEmpty();
        assertThat(StartingLoss.complaint(BinaryCrossEntropy.create(), 2, 4)).hasValueSatisfying(text -> assertThat(text).contains("ln 2 = 0.693"));
        assertThat(StartingLoss.complaint(BinaryCrossEntropy.create().withPositiveWeights(3), 2, 4)).isEmpty();
    }

    @Test
    void time_may_be_limited() {
        Classifier model = XOR.epochs(1_000_000).maxTime(Duration.ofMillis(200)).fit(Samples.xor());
        assertThat(model.history().end()).isEqualTo("the time of PT0.2S is over");
    }

    @Test
    void what_cannot_work_is_refused_before_data_are_touched() {
        assertThatThrownBy(() -> XOR.epochs(0)).hasMessage("Trainer: epochs must be > 0, got 0.");
        assertThatThrownBy(() -> XOR.classWeights(1, -1)).hasMessage("Trainer: a class weight must be >= 0 and finite, got -1.0.");
        assertThatThrownBy(() -> XOR.classWeights(1, 1, 1).fit(Samples.xor()))
                .hasMessageContaining("class weights must be one for each of 2 classes, got 3");
        assertThatThrownBy(() -> Trainer.classifier(Dense.of(1)).fit(Samples.xor())).hasMessageContaining("at least 2")
                .hasMessageContaining("Trainer.binary(net)");
        assertThatThrownBy(() -> Trainer.binary(Dense.of(2)).fit(Samples.xor())).hasMessageContaining("Dense.of(1)");
        assertThatThrownBy(() -> XOR.callbacks(EarlyStopping.onLoss()).fit(Samples.xor())).hasMessageContaining("EarlyStopping")
                .hasMessageContaining("needs validation rows");
        assertThatThrownBy(() -> Trainer.regressor(Dense.of(1)).classWeights(1, 2).fit(Samples.plane(4)))
                .hasMessageContaining("class weights need a classifier");
        assertThatThrownBy(() -> XOR.fit(Samples.xor()).predict(Tensor.zeros(2))).hasMessageContaining("expandDims(0)");
    }

    @Test
    void options_make_new_plans() {
        Trainer<Classifier> base = Trainer.classifier(Samples.mlp(4, 2)).epochs(3);
        assertThat(base.epochs(5)).isNotSameAs(base);
        assertThat(base.display(Display.SILENT).fit(Samples.xor()).history().epochs()).hasSize(3);
    }
}
