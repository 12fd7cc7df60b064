package org.librate.nn.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.librate.core.DType;
import org.librate.core.Shape;
import org.librate.core.Tensor;

class CrossEntropyTest extends LossContract {

    @Override
    Loss loss() {
        return CrossEntropy.create();
    }

    @Override
    Map<String, Loss> goldens() {
        return Map.of(
                "CrossEntropy", CrossEntropy.create(),
                "CrossEntropy_smoothed", CrossEntropy.create().withLabelSmoothing(0.1),
                "CrossEntropy_weighted", CrossEntropy.create().withClassWeights(0.5, 1, 2, 4),
                "CrossEntropy_soft", CrossEntropy.create(),
                "CrossEntropy_sequences", CrossEntropy.create());
    }

    @Override
    Tensor perfect(Tensor target) {
        return target.oneHot(4).cast(DType.FLOAT64).mul(50);
    }

    @Test
    void chance_costs_the_logarithm_of_the_classes() {
        Tensor loss = CrossEntropy.create().perRow(Tensor.zeros(2, 10), Tensor.of(3, 7));
        assertThat(loss.sub(Math.log(10)).abs().max().item()).isLessThan(1e-5);
    }

    @Test
    void a_row_without_labels_costs_nothing() {
        Tensor loss = CrossEntropy.create().perRow(Tensor.zeros(1, 2, 3), Tensor.of(Shape.of(1, 2), -1, -1));
        assertThat(loss.toArray()).containsExactly(0f);
    }

    @Test
    void labels_of_a_floating_type_are_not_taken_for_classes() {
        assertThatThrownBy(() -> CrossEntropy.create().perRow(Tensor.zeros(2, 3), Tensor.of(0f, 1f))).hasMessageContaining("cast(DType.INT32)");
    }

    @Test
    void labels_may_be_bytes() {
        Tensor x = Tensor.of(new float[][] {{1, 2, 3}, {3, 2, 1}});
        float[] losses = CrossEntropy.create().perRow(x, Tensor.of(2, 1)).toArray();
        assertThat(CrossEntropy.create().perRow(x, Tensor.of(2, 1).cast(DType.UINT8)).toArray()).containsExactly(losses);
    }

    @Test
    void a_single_output_is_not_for_classes() {
        assertThatThrownBy(() -> CrossEntropy.create().perRow(Tensor.zeros(2, 1), Tensor.of(0, 1))).hasMessageContaining("BinaryCrossEntropy");
    }

    @Test
    void as_many_weights_as_classes() {
        assertThatThrownBy(() -> CrossEntropy.create().withClassWeights(1, 2).perRow(Tensor.zeros(2, 3), Tensor.of(0, 1)))
                .hasMessageContaining("CrossEntropy[classWeights=[1.0, 2.0]]").hasMessageContaining("got 2");
        assertThatThrownBy(() -> CrossEntropy.create().withClassWeights(1, -2)).hasMessageContaining("class weights must be >= 0");
    }
}
