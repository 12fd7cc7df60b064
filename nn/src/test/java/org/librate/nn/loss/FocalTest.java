package org.librate.nn.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.librate.core.DType;
import org.librate.core.Gradients;
import org.librate.core.Tensor;
import org.librate.core.learn.ClassCounts;

class FocalTest extends LossContract {

    @Override
    Loss loss() {
        return Focal.create();
    }

    @Override
    Map<String, Loss> goldens() {
        return Map.of(
                "Focal", Focal.create(),
                "Focal_weighted", Focal.create().withGamma(0.5).withClassWeights(0.5, 1, 2, 4),
                "Focal_plain", Focal.create().withGamma(0),
                "Focal_balanced", Focal.classBalanced(ClassCounts.of(600, 300, 90, 10), 0.99),
                "Focal_sequences", Focal.create());
    }

    @Override
    Tensor perfect(Tensor target) {
        return target.oneHot(4).cast(DType.FLOAT64).mul(50);
    }

    @Test
    void logits_of_a_thousand_give_the_right_loss_and_slopes() {
        Tensor x = Tensor.of(new float[][] {{1000, -1000}, {-1000, 1000}, {1000, 1000}}).tracked();
        Tensor loss = Focal.create().perRow(x, Tensor.of(1, 1, 0));
        assertThat(loss.toArray()).containsExactly(new float[] {2000, 0, (float) (0.25 * Math.log(2))}, within(1e-6f));
        // where p = 1/2: p (1 − p) d/dp (−(1 − p)² ln p) = 2 (1 − p)² p ln p − (1 − p)³
        float even = (float) (-0.125 - Math.log(2) / 4);
        assertThat(Gradients.of(loss.sum()).get(x).toArray()).containsExactly(new float[] {1, -1, 0, 0, even, -even}, within(1e-5f));
    }

    @Test
    void a_sure_row_keeps_its_digits() {
        // 1 − p is 2.06e-9 here, which float32 cannot tell from 0 beside 1
        float loss = Focal.create().withGamma(1).perRow(Tensor.of(new float[][] {{20, 0}}), Tensor.of(0)).toArray()[0];
        double rest = 1 / (1 + Math.exp(20));
        assertThat(loss / (float) (rest * -Math.log1p(-rest))).isCloseTo(1, within(1e-4f));
    }

    @Test
    void a_negative_class_is_ignored() {
        assertThat(Focal.create().perRow(Tensor.zeros(2, 3), Tensor.of(-1, 2)).toArray()[0]).isZero();
    }

    @Test
    void options_are_checked() {
        assertThatThrownBy(() -> Focal.create().withGamma(-1)).hasMessageContaining("Focal: gamma must be >= 0");
        assertThatThrownBy(() -> Focal.create().withClassWeights(1, 2).perRow(Tensor.zeros(2, 3), Tensor.of(0, 1)))
                .hasMessageContaining("class weights");
    }
}
