package org.librate.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.random.RandomSource;
import org.librate.nn.Build;
import org.librate.nn.Layer;
import org.librate.nn.Pass;

class SqueezeExcitationTest extends OneLineContract {

    SqueezeExcitationTest() {
        super(SqueezeExcitation.of(2), Shape.of(2, 3, 4), Shape.of(4));
    }

    @Test
    void weighs_a_channel_alike_everywhere() {
        Layer layer = spec().build(input(), Build.of(RandomSource.of(0)));
        Tensor weights = layer.forward(Tensor.ones(1, 2, 3, 4), Pass.inference());
        assertThat(weights.max(1, 2).toArray()).containsExactly(weights.min(1, 2).toArray());
        for (float weight : weights.toArray()) {
            assertThat(weight).isStrictlyBetween(0f, 1f);
        }
    }
}
