package org.librate.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.librate.core.Shape;
import org.librate.core.Tensor;

class GroupNormTest extends OneLineContract {

    GroupNormTest() {
        super(GroupNorm.of(2), Shape.of(2, 2, 4), Shape.of(3));
    }

    @Test
    void normalises_each_group_of_channels() {
        Tensor y = run(GroupNorm.of(2), Tensor.of(new float[][] {{1, 3, 10, 30}}));
        assertThat(y.toArray()).containsExactly(new float[] {-0.9999950000374997f, 0.9999950000374997f, -0.9999999500000037f, 0.9999999500000037f},
                within(1e-6f));
    }

    @Test
    void refuses_channels_that_do_not_divide() {
        assertThatThrownBy(() -> GroupNorm.of(4).outputShape(Shape.of(8, 8, 6)))
                .hasMessage("GroupNorm[groups=4, epsilon=1.0E-5]: the channels must be a multiple of 4 groups. Shape [8, 8, 6].");
    }
}
