package org.librate.nn.loss;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.librate.core.DType;
import org.librate.core.Tensor;

class BinaryCrossEntropyTest extends LossContract {

    @Override
    Loss loss() {
        return BinaryCrossEntropy.create();
    }

    @Override
    Map<String, Loss> goldens() {
        return Map.of(
                "BinaryCrossEntropy", BinaryCrossEntropy.create(),
                "BinaryCrossEntropy_weighted", BinaryCrossEntropy.create().withPositiveWeights(2, 0.5, 3),
                "BinaryCrossEntropy_smoothed", BinaryCrossEntropy.create().withLabelSmoothing(0.2));
    }

    @Override
    Tensor perfect(Tensor target) {
        return target.cast(DType.FLOAT64).mul(2).sub(1).mul(50);
    }

    @Test
    void one_output_takes_a_vector_of_targets() {
        Tensor loss = BinaryCrossEntropy.create().perRow(Tensor.zeros(3, 1), Tensor.of(0, 1, 1));
        assertThat(loss.toArray()).containsOnly((float) Math.log(2)).hasSize(3);
    }
}
