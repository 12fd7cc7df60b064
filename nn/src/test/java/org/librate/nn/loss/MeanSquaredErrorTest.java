package org.librate.nn.loss;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.librate.core.Tensor;

class MeanSquaredErrorTest extends LossContract {

    @Override
    Loss loss() {
        return MeanSquaredError.create();
    }

    @Override
    Map<String, Loss> goldens() {
        return Map.of("MeanSquaredError", MeanSquaredError.create());
    }

    @Override
    Tensor perfect(Tensor target) {
        return target.mul(1);
    }

    @Test
    void a_column_of_outputs_and_a_vector_of_targets_do_not_make_a_matrix() {
        Tensor loss = MeanSquaredError.create().perRow(Tensor.of(new float[][] {{1}, {2}, {3}}), Tensor.of(1, 1, 1));
        assertThat(loss.toArray()).containsExactly(0f, 1f, 4f);
    }
}
