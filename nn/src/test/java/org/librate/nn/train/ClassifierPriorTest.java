package org.librate.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.data.BatchOrder;
import org.librate.core.data.Dataset;
import org.librate.core.data.RowTransform;
import org.librate.nn.layer.Dense;
import org.librate.nn.loss.BalancedSoftmax;
import org.librate.nn.loss.BinaryCrossEntropy;
import org.librate.nn.loss.CrossEntropy;
import org.librate.nn.loss.LogitAdjustment;
import org.librate.nn.optim.Sgd;

/** A classifier that was told that a class is more frequent than it is knows it, and says what is so. */
class ClassifierPriorTest {

    /** Inputs that tell nothing, so that probabilities are shares: of eight rows two are of class 1. */
    private static final Dataset ROWS = Dataset.of(Tensor.zeros(8, 1), Tensor.of(0, 0, 1, 0, 0, 0, 1, 0));
    private static final Trainer<Classifier> PLAN = Trainer.classifier(Dense.of(2)).optimizer(Sgd.of(1.0)).epochs(200).batchSize(8)
            .display(Display.SILENT);
    private static final Trainer<Classifier> BINARY = Trainer.binary(Dense.of(1)).optimizer(Sgd.of(2.0)).epochs(200).batchSize(8)
            .display(Display.SILENT);

    private static float yes(Classifier model) {
        return model.predictProbabilitiesRow(0)[1];
    }

    @Test
    void every_way_to_balance_is_corrected() {
        for (Trainer<Classifier> plan : List.of(PLAN.balanceClasses(), PLAN.classWeights(1, 3), PLAN.order(BatchOrder::classBalanced),
                PLAN.loss(CrossEntropy.create().withClassWeights(1, 3)), PLAN.lossFromCounts(LogitAdjustment::of),
                PLAN.lossFromCounts(BalancedSoftmax::of),
                BINARY.balanceClasses(), BINARY.loss(BinaryCrossEntropy.create().withPositiveWeights(3)))) {
            Classifier model = plan.fit(ROWS);
            assertThat(yes(model.withRawProbabilities())).as("%s", model).isCloseTo(0.5f, within(0.01f));
            assertThat(yes(model)).as("%s", model).isCloseTo(0.25f, within(0.01f));
            assertThat(model.predictRow(0)).isZero();
            assertThat(model.priorCorrection()).isPresent();
            assertThat(yes(model.withShares(Map.of("0", 0.1, "1", 0.9)))).isCloseTo(0.9f, within(0.01f));
        }
    }

    @Test
    void rows_that_know_where_they_were_drawn_from_are_corrected_too() {
        Dataset half = ROWS.subset(0, 2, 3, 6).withPopulation(6, 2);
        for (Dataset rows : List.of(half, half.map(RowTransform.inPlace((row, random) -> { })), half.subset(0, 1, 2, 3),
                half.withWeights(1, 1, 1, 1))) {
            assertThat(yes(PLAN.fit(rows))).as("%s", rows).isCloseTo(0.25f, within(0.01f));
            assertThat(PLAN.fit(rows).rawProbabilities(Tensor.zeros(1, 1)).toArray()[1]).isCloseTo(0.5f, within(0.01f));
        }
        assertThat(PLAN.epochs(1).fit(half.map((from, into, random) -> from.copy(into))).priorCorrection()).as("a transform that may change classes")
                .isEmpty();
        assertThat(yes(PLAN.balanceClasses().fit(half.subset(0, 1, 2)))).as("both at once").isCloseTo(0.25f, within(0.01f));
        assertThatThrownBy(() -> ROWS.withPopulation(1)).hasMessageContaining("needs a count for each of at least 2 classes");
    }

    @Test
    void what_no_shares_can_be_worked_out_from_is_told_before_the_first_epoch() {
        for (double[] counts : new double[][] {{1, 1, 2, 3}, {1, 0}}) {
            assertThatThrownBy(() -> PLAN.display(Display.SILENT).callbacks(new TrainingCallback() {
                @Override
                public void onStart(Progress run) {
                    throw new AssertionError("it was trained");
                }
            }).fit(ROWS.withPopulation(counts))).hasMessageContaining("withPopulation(..) must have");
        }
    }

    @Test
    void rows_without_weight_may_be_of_no_class() {
        Dataset rows = Dataset.of(Tensor.zeros(9, 1), Tensor.of(0, 0, 1, 0, 0, 0, 1, 0, -1)).withWeights(1, 1, 1, 1, 1, 1, 1, 1, 0);
        assertThat(yes(PLAN.order(random -> BatchOrder.sequential()).fit(rows))).isCloseTo(0.25f, within(0.01f));
    }

    @Test
    void nothing_is_corrected_where_nothing_was_changed() {
        Classifier model = PLAN.epochs(1).fit(ROWS);
        assertThat(model.priorCorrection()).isEmpty();
        assertThat(model.withRawProbabilities()).isSameAs(model);
        assertThatThrownBy(() -> model.withShares(Map.of("0", 0.5, "1", 0.5))).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("PriorCorrection.of");
        assertThat(PLAN.epochs(1).order(BatchOrder::shuffled).fit(ROWS).priorCorrection()).as("an order that has each row once").isEmpty();
        assertThat(Trainer.multiLabel(Dense.of(2)).loss(BinaryCrossEntropy.create().withPositiveWeights(1, 3)).epochs(1).display(Display.SILENT)
                .fit(Dataset.of(Tensor.zeros(4, 1), Tensor.ones(4, 2))).priorCorrection()).isEmpty();
    }

    @Test
    void targets_may_be_numbers_or_distributions() {
        Tensor yes = Tensor.of(Shape.of(8, 1), 0f, 0f, 1f, 0f, 0f, 0f, 1f, 0f);
        Classifier binary = BINARY.loss(BinaryCrossEntropy.create().withPositiveWeights(3)).fit(Dataset.of(Tensor.zeros(8, 1), yes));
        assertThat(yes(binary)).isCloseTo(0.25f, within(0.01f));
        Tensor parts = Tensor.concat(1, yes.mul(-1).add(1), yes);
        Classifier several = PLAN.loss(CrossEntropy.create().withClassWeights(1, 3)).fit(Dataset.of(Tensor.zeros(8, 1), parts));
        assertThat(yes(several)).isCloseTo(0.25f, within(0.01f));
    }

    @Test
    void steps_of_sequences_are_corrected() {
        Dataset steps = Dataset.of(Tensor.zeros(2, 4, 1), Tensor.of(Shape.of(2, 4), 0, 0, 1, 0, 0, 0, 1, 0));
        Classifier model = PLAN.balanceClasses().fit(steps);
        Tensor x = Tensor.zeros(1, 4, 1);
        assertThat(model.predictProbabilities(x).select(2, 1).toArray()).containsOnly(new float[] {0.25f}, within(0.01f));
        assertThat(model.rawProbabilities(x).select(2, 1).toArray()).containsOnly(new float[] {0.5f}, within(0.01f));
    }

    @Test
    void a_file_and_snapshots_know_it(@TempDir Path folder) throws IOException {
        Classifier model = PLAN.balanceClasses().fit(ROWS);
        model.save(folder.resolve("model.safetensors"));
        Classifier loaded = Classifier.load(folder.resolve("model.safetensors"));
        assertThat(loaded.predictProbabilitiesRow(0)).isEqualTo(model.predictProbabilitiesRow(0));
        assertThat(loaded.priorCorrection()).isEqualTo(model.priorCorrection());
        assertThat(PLAN.balanceClasses().epochs(4).fitSnapshots(2, ROWS)).allSatisfy(one -> assertThat(one.priorCorrection()).isPresent());
        assertThat(model.toString()).endsWith(", PriorCorrection[0: 0.5 to 0.75, 1: 0.5 to 0.25]]");
    }
}
