package org.librate.core.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.librate.core.Shape;
import org.librate.core.ShapeException;
import org.librate.core.Tensor;

class MetricTest {

    private static final Tensor SCORES = Tensor.of(new float[][] {{0.7f, 0.2f, 0.1f}, {0.1f, 0.2f, 0.7f}, {0.3f, 0.4f, 0.3f}});

    private static double value(Metric metric, Tensor scores, Tensor targets, @Nullable Tensor weights) {
        Metric.Tally tally = metric.start();
        tally.add(scores, targets, weights);
        return tally.value();
    }

    @Test
    void accuracy_is_the_share_of_hits() {
        assertThat(value(Accuracy.metric(), SCORES, Tensor.of(0, 2, 0), null)).isCloseTo(2.0 / 3, within(1e-12));
        assertThat(value(Accuracy.metric(), SCORES, Tensor.of(0, 2, 0).oneHot(3), null)).isCloseTo(2.0 / 3, within(1e-12));
        assertThat(value(Accuracy.metric(), SCORES, Tensor.of(0, 2, 0), Tensor.of(1f, 1f, 2f))).isEqualTo(0.5);
        assertThat(value(Accuracy.metric(), SCORES, Tensor.of(0, 2, 0), Tensor.of(1f, 1f, 0f))).isEqualTo(1);
        assertThatThrownBy(() -> value(Accuracy.metric(), SCORES, Tensor.of(0, 2), null)).isInstanceOf(ShapeException.class)
                .hasMessageContaining("accuracy");
    }

    /** The second row counts twice; of its two positions one has a label. */
    @Test
    void accuracy_of_rows_with_several_positions_counts_those_with_a_label() {
        Tensor scores = Tensor.of(Shape.of(2, 2, 2), 0.9f, 0.1f, 0.9f, 0.1f, 0.2f, 0.8f, 0.6f, 0.4f);
        assertThat(value(Accuracy.metric(), scores, Tensor.of(Shape.of(2, 2), 0, 1, 1, -1), null)).isCloseTo(2.0 / 3, within(1e-12));
        assertThat(value(Accuracy.metric(), scores, Tensor.of(Shape.of(2, 2), 0, 1, 1, -1), Tensor.of(1f, 2f))).isEqualTo(0.75);
        assertThat(value(Accuracy.metric(), scores, Tensor.of(Shape.of(2, 2), -1, -1, -1, -1), null)).isNaN();
        assertThatThrownBy(() -> value(Accuracy.metric(), scores, Tensor.of(0, 1), null)).isInstanceOf(ShapeException.class)
                .hasMessageContaining("each position");
    }

    @Test
    void batches_add_up() {
        Metric.Tally tally = Accuracy.metric().start();
        assertThat(tally.value()).isNaN();
        tally.add(SCORES, Tensor.of(0, 2, 0), null);
        tally.add(SCORES.slice(0, 0, 1), Tensor.of(1), null);
        assertThat(tally.value()).isEqualTo(0.5);
    }

    @Test
    void labels_are_right_one_by_one() {
        Tensor probabilities = Tensor.of(new float[][] {{0.9f, 0.4f}, {0.5f, 0.6f}});
        assertThat(value(LabelAccuracy.metric(), probabilities, Tensor.of(Shape.of(2, 2), 1, 0, 0, 0), null)).isEqualTo(0.75);
    }

    @Test
    void errors_are_averaged() {
        Tensor given = Tensor.of(1f, 2f, 5f);
        Tensor wanted = Tensor.of(1f, 4f, 2f);
        assertThat(value(Mae.metric(), given, wanted, null)).isCloseTo(5.0 / 3, within(1e-12));
        assertThat(value(Mse.metric(), given, wanted, null)).isCloseTo(13.0 / 3, within(1e-12));
        assertThat(value(Mse.metric(), given, wanted.reshape(3, 1), Tensor.of(0f, 1f, 1f))).isEqualTo(6.5);
        assertThatThrownBy(() -> value(Mae.metric(), given, Tensor.of(1f, 2f), null)).isInstanceOf(ShapeException.class).hasMessageContaining("mae");
    }

    @Test
    void accuracy_takes_one_probability_or_the_decision_itself() {
        assertThat(value(Accuracy.metric(), Tensor.of(0.2f, 0.5f, 0.7f), Tensor.of(0, 0, 0), null)).isCloseTo(2.0 / 3, within(1e-12));
        assertThat(value(Accuracy.metric(), Tensor.of(0.2f, 0.7f).reshape(2, 1), Tensor.of(0, 1), null)).isEqualTo(1);
        assertThat(value(Accuracy.metric(), Tensor.of(3, 1, 2, 0), Tensor.of(3, 1, 2, 2), null)).isEqualTo(0.75);
    }

    @Test
    void tallies_merge() {
        Metric.Tally one = Accuracy.metric().start();
        one.add(SCORES, Tensor.of(0, 2, 0), Tensor.of(1f, 1f, 4f));
        Metric.Tally other = Accuracy.metric().start();
        other.add(SCORES.slice(0, 0, 1), Tensor.of(1), null);
        one.merge(other);
        assertThat(one.value()).isEqualTo(2.0 / 7);
        assertThat(other.value()).isEqualTo(0);
        assertThatThrownBy(() -> one.merge(Mae.metric().start())).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("accuracy: only a tally of the same metric can be merged, got Tally[Mae[]].");
    }

    @Test
    void nan_is_never_better() {
        assertThat(Accuracy.metric().better(0.9, 0.8)).isTrue();
        assertThat(Mae.metric().better(0.9, 0.8)).isFalse();
        assertThat(Mae.metric().better(Double.NaN, 0.8)).isFalse();
        assertThat(Mae.metric().better(0.8, Double.NaN)).isTrue();
        assertThat(Mae.metric().better(Double.NaN, Double.NaN)).isFalse();
    }

    @Test
    void rows_without_a_label_must_not_count() {
        Tensor scores = Tensor.of(new float[][] {{0.9f, 0.1f}, {0.2f, 0.8f}, {0.6f, 0.4f}});
        assertThatThrownBy(() -> Accuracy.metric().start().add(scores, Tensor.of(0, -1, 1), null))
                .hasMessage("accuracy: labels must be class numbers from 0 on, got -1 in row 1 of the batch. Leave rows without a label out, or "
                        + "give them the weight 0.");
        Metric.Tally tally = Accuracy.metric().start();
        tally.add(scores, Tensor.of(0, -1, 1), Tensor.of(1f, 0f, 1f));
        assertThat(tally.value()).isEqualTo(0.5);
    }

    @Test
    void errors_of_values_are_not_for_class_numbers() {
        Tensor scores = Tensor.of(new float[][] {{0.9f, 0.1f}, {0.2f, 0.8f}});
        assertThatThrownBy(() -> Mae.metric().start().add(scores, Tensor.of(0, 1), null))
                .hasMessageContaining("mae: predictions and targets must match, this is for predicted values; how good probabilities for class "
                        + "numbers are, tells Accuracy");
    }
}
