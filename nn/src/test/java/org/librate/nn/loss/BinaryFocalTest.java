package org.librate.nn.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.librate.core.DType;
import org.librate.core.Gradients;
import org.librate.core.Tensor;
import org.librate.core.learn.ClassCounts;

class BinaryFocalTest extends LossContract {

    @Override
    Loss loss() {
        return BinaryFocal.create();
    }

    @Override
    Map<String, Loss> goldens() {
        return Map.of(
                "BinaryFocal", BinaryFocal.create(),
                "BinaryFocal_alpha", BinaryFocal.create().withGamma(1.5).withAlpha(0.75),
                "BinaryFocal_balanced", BinaryFocal.classBalanced(ClassCounts.of(990, 10), 0.999));
    }

    @Override
    Tensor perfect(Tensor target) {
        return target.cast(DType.FLOAT64).mul(2).sub(1).mul(50);
    }

    @Test
    void logits_of_a_thousand_give_the_right_loss_and_slopes() {
        Tensor x = Tensor.of(-1000f, 1000f, 1000f, -1000f).tracked();
        Tensor loss = BinaryFocal.create().withWeights(3, 5).perRow(x, Tensor.of(1, 1, 0, 0));
        assertThat(loss.toArray()).containsExactly(5000, 0, 3000, 0);
        assertThat(Gradients.of(loss.sum()).get(x).toArray()).containsExactly(new float[] {-5, 0, 3, 0}, within(1e-6f));
    }
}
