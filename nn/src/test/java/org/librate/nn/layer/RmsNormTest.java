package org.librate.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.librate.core.Shape;
import org.librate.core.Tensor;

class RmsNormTest extends OneLineContract {

    RmsNormTest() {
        super(RmsNorm.create(), Shape.of(2, 3));
    }

    @Test
    void has_root_mean_square_1_in_each_row() {
        Tensor y = run(RmsNorm.create(), Tensor.of(new float[][] {{1, 2, 3, 6}}));
        assertThat(y.toArray()).containsExactly(new float[] {0.2828425993376019f, 0.5656851986752038f, 0.8485277980128058f, 1.6970555960256115f},
                within(1e-6f));
    }
}
