package org.librate.nn.loss;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.librate.core.DType;
import org.librate.core.Tensor;

class MultiClassHingeTest extends LossContract {

    @Override
    Loss loss() {
        return MultiClassHinge.create();
    }

    @Override
    Map<String, Loss> goldens() {
        return Map.of("MultiClassHinge", MultiClassHinge.create());
    }

    @Override
    Tensor perfect(Tensor target) {
        return target.oneHot(4).cast(DType.FLOAT64).mul(1.5);
    }

    @Test
    void a_negative_class_is_ignored() {
        assertThat(MultiClassHinge.create().perRow(Tensor.zeros(2, 3), Tensor.of(-1, 2)).toArray()).containsExactly(0f, 1f);
    }
}
