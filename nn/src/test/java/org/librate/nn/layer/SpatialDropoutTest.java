package org.librate.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.random.RandomSource;
import org.librate.nn.Build;
import org.librate.nn.Layer;
import org.librate.nn.Pass;

class SpatialDropoutTest extends OneLineContract {

    SpatialDropoutTest() {
        super(SpatialDropout.of(0.4), Shape.of(2, 2, 3), Shape.of(5));
    }

    @Test
    void drops_a_channel_everywhere_or_nowhere() {
        Layer dropout = SpatialDropout.of(0.5).build(Shape.of(4, 4, 50), Build.of(RandomSource.of(7)));
        Tensor y = dropout.forward(Tensor.ones(2, 4, 4, 50), Pass.training());
        assertThat(y.max(1, 2).toArray()).containsExactly(y.min(1, 2).toArray()).contains(0f, 2f);
        assertThat(y.select(0, 0).toArray()).isNotEqualTo(y.select(0, 1).toArray());
    }
}
