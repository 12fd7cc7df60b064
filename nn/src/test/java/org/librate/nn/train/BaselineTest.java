package org.librate.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.data.Dataset;
import org.librate.core.metric.Accuracy;
import org.librate.core.metric.Mae;
import org.librate.core.random.RandomSource;
import org.librate.core.random.RandomStream;
import org.librate.nn.Sequential;
import org.librate.nn.init.Initializer;
import org.librate.nn.layer.BatchNorm;
import org.librate.nn.layer.Dense;
import org.librate.nn.loss.Poisson;
import org.librate.nn.optim.Adam;

class BaselineTest {

    private static final Trainer<Classifier> PLAN = Trainer.classifier(Samples.mlp(16, 3)).optimizer(Adam.of(0.02)).epochs(8).batchSize(32).seed(3)
            .display(Display.SILENT);

    private static Dataset shuffledLabels(Dataset data, long seed) {
        float[] y = Samples.y(data);
        int[] order = RandomSource.of(seed).stream("labels").at(0).permutation(y.length);
        int[] shuffled = new int[y.length];
        for (int i = 0; i < y.length; i++) {
            shuffled[i] = (int) y[order[i]];
        }
        return Dataset.of(Samples.x(data), Tensor.of(shuffled));
    }

    @Test
    void what_can_be_learned_is_found_to_help() {
        InputIndependentBaseline baseline = PLAN.inputIndependentBaseline(Samples.spirals(300, 1), Samples.spirals(150, 2));
        assertThat(baseline.inputsHelp()).as("%s", baseline).isTrue();
        assertThat(baseline.toString()).startsWith("The inputs help: the loss on the validation rows is");
        assertThat(baseline.lossWithout()).isCloseTo(Math.log(3), within(0.01));
        assertThat(baseline.gain()).isCloseTo(baseline.lossWithout() - baseline.loss(), within(1e-9));
        assertThat(baseline.seeing().epochs()).hasSize(8);
        assertThat(baseline.loss()).isCloseTo(baseline.seeing().epochs().stream().mapToDouble(e -> e.validationLoss().orElseThrow()).min()
                .orElseThrow(), within(1e-5));
    }

    @Test
    void random_labels_are_found_out() {
        for (long seed = 1; seed <= 5; seed++) {
            Dataset train = shuffledLabels(Samples.spirals(300, 1), seed);
            Dataset validation = shuffledLabels(Samples.spirals(150, 2), seed + 100);
            InputIndependentBaseline baseline = PLAN.seed(seed).inputIndependentBaseline(train, validation);
            assertThat(baseline.inputsHelp()).as("%s", baseline).isFalse();
            assertThat(baseline.toString()).startsWith("The inputs do not help: ").contains("They carry no signal, or it is lost on the way");
            Verdict verdict = Verdict.of(PLAN.seed(seed).fit(train, validation).history(), PLAN.constantBaseline(train, validation));
            assertThat(verdict.kind()).as("%s", verdict).isEqualTo(Verdict.Kind.NOTHING_LEARNED);
            assertThat(verdict.toString()).startsWith("nothing learned: the validation loss never beat the constant prediction: at best ")
                    .contains("while always giving the class frequencies (0.333, 0.333, 0.333) has 1.099");
        }
    }

    /** A tenth of the targets' deviation is explained, the rest is noise: little, but not chance. */
    @Test
    void a_faint_signal_is_a_signal() {
        RandomStream random = RandomSource.of(9).stream("faint").at(0);
        float[] x = new float[8000];
        float[] y = new float[8000];
        for (int i = 0; i < y.length; i++) {
            x[i] = (float) random.normal(2L * i);
            y[i] = (float) (0.2 * x[i] + random.normal(2L * i + 1));
        }
        Dataset data = Dataset.of(Tensor.of(Shape.of(8000, 1), x), Tensor.of(y));
        Trainer<Regressor> plan = Trainer.regressor(Sequential.of(BatchNorm.create(), Dense.of(1))).epochs(3).optimizer(Adam.of(0.01))
                .validationShare(0.5).display(Display.SILENT);
        InputIndependentBaseline baseline = plan.inputIndependentBaseline(data);
        assertThat(baseline.inputsHelp()).as("%s", baseline).isTrue();
        assertThat(baseline.gain()).isCloseTo(0.04, within(0.03));
        assertThatThrownBy(() -> plan.validationShare(0.5).inputIndependentBaseline(Samples.plane(1))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> PLAN.inputIndependentBaseline(data)).hasMessageContaining("needs validation rows");
    }

    @Test
    void learning_is_no_fault() {
        Dataset train = Samples.spirals(300, 1);
        Dataset validation = Samples.spirals(150, 2);
        History history = PLAN.epochs(30).fit(train, validation).history();
        assertThat(Verdict.of(history, PLAN.constantBaseline(train, validation))).isEqualTo(Verdict.of(history));
        assertThat(Verdict.of(PLAN.fit(train).history(), PLAN.constantBaseline(train)).rule()).contains("no validation rows");
        assertThat(Verdict.of(PLAN.optimizer(Adam.of(1e-7)).fit(train).history(), PLAN.constantBaseline(train)).rule())
                .contains("the training loss never beat the constant prediction");
    }

    @Test
    void the_constant_of_a_classifier_has_the_entropy_of_the_classes() {
        Dataset data = Dataset.of(Tensor.ones(4, 1), Tensor.of(0, 0, 0, 1));
        double entropy = -0.75 * Math.log(0.75) - 0.25 * Math.log(0.25);
        Trainer<Classifier> plan = Trainer.classifier(Sequential.of(Dense.of(2).withWeights(Initializer.zeros()))).display(Display.SILENT);
        ConstantBaseline constant = plan.constantBaseline(data, data.subset(0, 1));
        assertThat(constant.trainingLoss()).isCloseTo(entropy, within(1e-5));
        assertThat(constant.validationLoss().orElseThrow()).isCloseTo(-Math.log(0.75), within(1e-5));
        assertThat(constant.startingLoss()).isCloseTo(Math.log(2), within(1e-5));
        assertThat(constant).hasToString("Always giving the class frequencies (0.750, 0.250): loss 0.5623 on the training rows, 0.2877 on the "
                + "validation rows. The untrained network begins at 0.6931.");

        assertThat(plan.constantBaseline(data.withWeights(1, 1, 0, 2)).trainingLoss()).as("weighted rows: half and half")
                .isCloseTo(Math.log(2), within(1e-5));
        assertThat(plan.balanceClasses().constantBaseline(data, data).validationLoss().orElseThrow()).as("balanced classes: half and half")
                .isCloseTo(Math.log(2), within(1e-5));
        Trainer<Classifier> binary = Trainer.binary(Dense.of(1)).display(Display.SILENT);
        assertThat(binary.constantBaseline(data).trainingLoss()).isCloseTo(entropy, within(1e-5));
        assertThat(binary.balanceClasses().constantBaseline(data, data).validationLoss().orElseThrow()).isCloseTo(Math.log(2), within(1e-5));
        Dataset labels = Dataset.of(Tensor.ones(4, 1), Tensor.of(Shape.of(4, 2), 0, 1, 0, 1, 0, 1, 1, 0));
        assertThat(Trainer.multiLabel(Dense.of(2)).display(Display.SILENT).constantBaseline(labels).trainingLoss()).isCloseTo(entropy, within(1e-5));
    }

    @Test
    void the_constant_of_a_regressor_has_the_variance_of_the_targets() {
        Dataset data = Dataset.of(Tensor.ones(4, 1), Tensor.of(1f, 2f, 3f, 6f));
        Trainer<Regressor> plan = Trainer.regressor(Dense.of(1)).display(Display.SILENT);
        assertThat(plan.constantBaseline(data).trainingLoss()).isCloseTo(3.5, within(1e-5));
        assertThat(plan.loss(Poisson.create()).constantBaseline(data).trainingLoss()).as("given the logarithm of the mean")
                .isCloseTo(3 - 3 * Math.log(3), within(1e-5));
        Dataset pairs = Dataset.of(Tensor.ones(2, 1), Tensor.of(new float[][] {{0, 1}, {2, 5}}));
        assertThat(Trainer.regressor(Dense.of(2)).display(Display.SILENT).constantBaseline(pairs).trainingLoss())
                .isCloseTo((1 + 4) / 2.0, within(1e-5));
    }

    @Test
    void constant_predictors_answer_alike() {
        Dataset train = Dataset.of(Tensor.ones(4, 1), Tensor.of(0, 1, 1, 1));
        FrequencyPredictor frequencies = FrequencyPredictor.of(train);
        assertThat(frequencies.predictProbabilities(Tensor.zeros(2, 1)).toArray()).containsExactly(0.25f, 0.75f, 0.25f, 0.75f);
        assertThat(frequencies.evaluate(train, Accuracy.metric()).get(Accuracy.metric())).isEqualTo(0.75);
        assertThat(frequencies).hasToString("FrequencyPredictor[0.25, 0.75]");
        Dataset values = Dataset.of(Tensor.ones(2, 1), Tensor.of(Shape.of(2, 1), 1f, 4f));
        assertThat(MeanPredictor.of(values).predict(values).toArray()).containsExactly(2.5f, 2.5f);
        assertThat(MeanPredictor.of(values).evaluate(values, Mae.metric()).get(Mae.metric())).isEqualTo(1.5);
        assertThat(MeanPredictor.of(values.withWeights(2, 1))).hasToString("MeanPredictor[2.0]");
        Dataset pairs = Dataset.of(Tensor.ones(2, 1), Tensor.of(new float[][] {{0, 1}, {2, 5}}));
        assertThat(MeanPredictor.of(pairs).predict(pairs).toArray()).containsExactly(1, 3, 1, 3);
        assertThatThrownBy(() -> FrequencyPredictor.of(values)).hasMessageContaining("needs class numbers as targets")
                .hasMessageContaining("MeanPredictor");
    }
}
