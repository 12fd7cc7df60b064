package org.librate.nn.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.librate.core.DType;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.data.Dataset;
import org.librate.core.metric.Accuracy;
import org.librate.nn.loss.Loss;
import org.librate.nn.loss.MeanSquaredError;

class TargetCheckTest {

    private static final Tensor X = Tensor.of(new float[][] {{0, 0}, {0, 1}, {1, 0}, {1, 1}});
    private static final Trainer<Classifier> BINARY = Trainer.binary(Samples.mlp(4, 1)).epochs(1).batchSize(2).display(Display.SILENT);
    private static final Trainer<Classifier> CLASSES = Trainer.classifier(Samples.mlp(4, 3)).epochs(1).batchSize(2).display(Display.SILENT);
    private static final Trainer<Regressor> VALUES = Trainer.regressor(Samples.mlp(4, 1)).epochs(1).batchSize(2).display(Display.SILENT);

    private static Dataset labels(int... y) {
        return Dataset.of(X, Tensor.of(y));
    }

    /** A data set that must read its rows to know their labels. */
    private static Dataset read(Dataset data) {
        return data.map((from, into, random) -> from.copy(into));
    }

    @Test
    void yes_and_no_are_one_and_zero() {
        assertThatThrownBy(() -> BINARY.fit(labels(1, 0, -1, 1)))
                .hasMessage("Trainer: targets must be 0 for no and 1 for yes, or between, got -1 in row 2 of the training data. Write 0 for −1, "
                        + "also for Hinge.");
        assertThatThrownBy(() -> BINARY.fit(read(labels(1, 0, -1, 1)))).hasMessageContaining("got -1 in row 2 of the training data");
        assertThatThrownBy(() -> BINARY.fit(labels(1, 0, 2, 1))).hasMessageContaining("got 2 in row 2")
                .hasMessageContaining("Trainer.classifier(net)");
        assertThatThrownBy(() -> BINARY.fit(Dataset.of(X, Tensor.of(1, 0, -1f, 0)))).hasMessageContaining("got -1 in row 2");
        assertThatThrownBy(() -> BINARY.fit(labels(1, 0, 1, 1), labels(0, 1, -1, 1))).hasMessageContaining("row 2 of the validation data");
        assertThatThrownBy(() -> BINARY.fit(labels(1, 0, 1, 1), read(labels(0, 1, -1, 1)))).hasMessageContaining("row 2 of the validation data");
        BINARY.fit(Dataset.of(X, Tensor.of(1, 0, 0.3f, 0)));
    }

    @Test
    void labels_that_may_hold_together_are_ones_and_zeros() {
        Trainer<Classifier> plan = Trainer.multiLabel(Samples.mlp(4, 2)).epochs(1).display(Display.SILENT);
        assertThatThrownBy(() -> plan.fit(Dataset.of(X, Tensor.of(Shape.of(4, 2), 0, 1, 0, -1, 1, 1, 0, 0)))).hasMessageContaining("got -1 in row 1");
    }

    @Test
    void classes_count_from_zero_to_the_networks_outputs() {
        assertThatThrownBy(() -> CLASSES.fit(labels(1, 2, 3, 0)))
                .hasMessage("Trainer: labels must be below 3, the network's outputs, got 3 in row 2 of the training data. "
                + "Classes count from 0: end the network with an output for each, such as Dense.of(4), or renumber the labels.");
        assertThatThrownBy(() -> CLASSES.fit(read(labels(1, 2, 3, 0)))).hasMessageContaining("labels must be below 3").hasMessageContaining("row 2");
        assertThatThrownBy(() -> CLASSES.fit(labels(1, 2, 0, 0), labels(1, 2, 3, 0))).hasMessageContaining("row 2 of the validation data");
        assertThatThrownBy(() -> CLASSES.fit(labels(1, -1, 0, 0))).hasMessageContaining("got -1 in row 1").hasMessageContaining("weight 0");
    }

    @Test
    void a_row_that_does_not_count_needs_no_label() {
        CLASSES.fit(labels(1, -1, 0, 0).withWeights(1, 0, 1, 1));
    }

    @Test
    void rows_are_named_whatever_their_order() {
        int[] rows = IntStream.range(0, 200).toArray();
        int[] y = IntStream.of(rows).map(row -> row == 137 ? 5 : 0).toArray();
        assertThatThrownBy(() -> CLASSES.fit(read(Dataset.of(Tensor.zeros(200, 2), Tensor.of(y))))).hasMessageContaining("in row 137 of");
    }

    @Test
    void distributions_sum_to_one() {
        assertThatThrownBy(() -> CLASSES.fit(Dataset.of(X, Tensor.zeros(4, 3)))).hasMessageContaining("must sum to 1, got 0 in row ");
        assertThatThrownBy(() -> CLASSES.fit(Dataset.of(X, Tensor.of(Shape.of(4, 3), 1f, 0, 0, 2, -1, 0, 0, 0, 1, 0, 1, 0))))
                .hasMessageContaining("must be >= 0, got -1 in row 1");
        CLASSES.fit(Dataset.of(X, Tensor.of(Shape.of(4, 3), 1f, 0, 0, 0.333f, 0.333f, 0.333f, 0, 0, 1, 0, 1, 0)));
    }

    @Test
    void double_precision_is_refused_with_the_field_and_the_way_out() {
        assertThatThrownBy(() -> CLASSES.fit(Dataset.of(X.cast(DType.FLOAT64), Tensor.of(0, 1, 2, 0))))
                .hasMessage("Trainer: networks compute in FLOAT32, got input \"x\" FLOAT64 [2] in the training data. Make the data set of "
                        + "x.cast(DType.FLOAT32).");
        Classifier model = CLASSES.fit(labels(0, 1, 2, 0));
        assertThatThrownBy(() -> model.predict(X.cast(DType.FLOAT64)))
                .hasMessage("predict: networks compute in FLOAT32, got input 0 of FLOAT64. Use x.cast(DType.FLOAT32).");
    }

    // ---- losses of the user's ----

    @Test
    void a_loss_gives_one_number_for_each_row() {
        Dataset data = Dataset.of(X, Tensor.of(Shape.of(4, 1), 0, 1, 1, 0f));
        Loss elements = (output, target) -> output.sub(target).square();
        assertThatThrownBy(() -> VALUES.loss(elements).fit(data))
                .hasMessageContaining("Trainer: a loss must give one number for each of the 2 rows, [2], "
                + "take the mean of each row's elements: flatten(1).mean(1). Shapes [2, 1] and [2, 1].");
        assertThatThrownBy(() -> VALUES.loss(elements).fit(data.withWeights(1, 2, 1, 1))).hasMessageContaining("a loss must give one number");
        Loss mean = (output, target) -> output.sub(target).square().mean();
        assertThatThrownBy(() -> VALUES.loss(mean).fit(data)).hasMessageContaining("do not sum or average over the rows: the trainer does");
        Loss rows = (output, target) -> output.sub(target).square().flatten(1).mean(1);
        assertThat(VALUES.loss(rows).fit(data).history().last().loss())
                .isEqualTo(VALUES.loss(MeanSquaredError.create()).fit(data).history().last().loss());
    }

    // ---- what classes are called ----

    @Test
    void every_class_has_a_name_of_its_own() {
        Dataset two = Dataset.of(X, Tensor.of(0, 1, 2, 0)).withClassNames(List.of("a", "b"));
        assertThatThrownBy(() -> CLASSES.fit(two)).hasMessageContaining("the data must name each of the network's 3 classes once, got [a, b]");
        assertThatThrownBy(() -> Dataset.of(X, Tensor.of(0, 1, 2, 0)).withClassNames(List.of("a", "b", "a")))
                .hasMessageContaining("classes must have different names");
        assertThat(CLASSES.fit(Dataset.of(X, Tensor.of(0, 1, 2, 0)).withClassNames(List.of("a", "b", "c"))).classNames()).hasSize(3);
    }

    // ---- asking ----

    @Test
    void a_single_sample_has_as_many_numbers_as_the_training_data() {
        Classifier model = CLASSES.fit(labels(0, 1, 2, 0));
        assertThatThrownBy(() -> model.predictRow(1, 2, 3))
                .hasMessage("predictRow: a sample [2] has 2 numbers, got 3. Give one for each feature, in the order of the training data.");
        assertThatThrownBy(() -> VALUES.fit(Samples.plane(4)).predictRow(1)).hasMessageContaining("predictRow: a sample [2] has 2 numbers, got 1");
    }

    @Test
    void nothing_is_predicted_from_what_is_no_number() {
        Classifier model = CLASSES.fit(labels(0, 1, 2, 0));
        assertThatThrownBy(() -> model.predictRow(Float.NaN, 0)).hasMessageContaining("predict: probabilities must be numbers, got NaN for row 0.");
        assertThat(model.predictProbabilitiesRow(Float.NaN, 0)).contains(Float.NaN);
        float[][] x = new float[300][2];
        x[270][1] = Float.NaN;
        assertThatThrownBy(() -> model.evaluate(Dataset.of(x, new int[300]), Accuracy.metric()))
                .hasMessageContaining("evaluate: probabilities must be numbers, got NaN for row 270.");
    }
}
