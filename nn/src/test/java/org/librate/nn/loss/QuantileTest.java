package org.librate.nn.loss;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.librate.core.Tensor;

class QuantileTest extends LossContract {

    @Override
    Loss loss() {
        return Quantile.of(0.9);
    }

    @Override
    Map<String, Loss> goldens() {
        return Map.of("Quantile", Quantile.of(0.9));
    }

    @Override
    Tensor perfect(Tensor target) {
        return target.mul(1);
    }

    @Override
    @Test
    void nothing_is_better_than_a_perfect_output() {
        assertThat(loss().perRow(Tensor.of(2f), Tensor.of(2f)).toArray()).containsExactly(0f);
    }

    @Test
    void too_low_costs_q_and_too_high_the_rest() {
        assertThat(Quantile.of(0.75).perRow(Tensor.of(0f, 2f), Tensor.of(1f, 1f)).toArray()).containsExactly(0.75f, 0.25f);
    }
}
