package org.librate.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.random.RandomSource;
import org.librate.nn.Build;
import org.librate.nn.Pass;

class LayerNormTest extends OneLineContract {

    LayerNormTest() {
        super(LayerNorm.create(), Shape.of(2, 3));
    }

    @Test
    void has_mean_0_and_variance_1_in_each_row() {
        Tensor y = run(LayerNorm.create(), Tensor.of(new float[][] {{1, 2, 3, 6}}));
        assertThat(y.toArray()).containsExactly(new float[] {-1.0690434404458735f, -0.5345217202229368f, 0.0f, 1.6035651606688102f}, within(1e-6f));
    }

    @Test
    void without_a_bias_there_is_only_the_scale() {
        LayerNorm.Spec plain = LayerNorm.create().withBias(false);
        assertThat(plain.parameterCount(Shape.of(4))).isEqualTo(4);
        assertThat(plain).hasToString("LayerNorm[epsilon=1.0E-5, bias=false]");
        Tensor y = plain.build(Shape.of(2), Build.of(RandomSource.of(0))).forward(Tensor.of(new float[][] {{1, 3}}), Pass.inference());
        assertThat(y.toArray()).containsExactly(new float[] {-1, 1}, within(1e-4f));
    }
}
