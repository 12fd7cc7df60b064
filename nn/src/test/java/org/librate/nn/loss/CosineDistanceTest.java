package org.librate.nn.loss;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.librate.core.Tensor;

class CosineDistanceTest extends LossContract {

    @Override
    Loss loss() {
        return CosineDistance.create();
    }

    @Override
    Map<String, Loss> goldens() {
        return Map.of("CosineDistance", CosineDistance.create());
    }

    @Override
    Tensor perfect(Tensor target) {
        return target.mul(3);
    }

    @Test
    void directions_count_and_lengths_do_not() {
        Tensor x = Tensor.of(new float[][] {{3, 0}, {3, 0}, {3, 0}, {0, 0}});
        Tensor t = Tensor.of(new float[][] {{1, 0}, {0, 5}, {-2, 0}, {1, 0}});
        assertThat(CosineDistance.create().perRow(x, t).toArray()).containsExactly(0f, 1f, 2f, 1f);
    }
}
