package org.librate.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.librate.core.DType;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.random.RandomSource;
import org.librate.nn.Build;
import org.librate.nn.Layer;
import org.librate.nn.Pass;

class GaussianNoiseTest extends OneLineContract {

    GaussianNoiseTest() {
        super(GaussianNoise.of(0.4), Shape.of(2, 3), null);
    }

    @Test
    void adds_noise_of_the_deviation_around_0() {
        Layer noise = GaussianNoise.of(0.5).build(Shape.of(100), Build.of(RandomSource.of(7)));
        Tensor x = Tensor.full(DType.FLOAT32, Shape.of(100, 100), 3);
        Tensor y = noise.forward(x, Pass.training());
        assertThat(y.mean().item()).isCloseTo(3, within(0.02));
        assertThat(y.std().item()).isCloseTo(0.5, within(0.02));
        assertThat(noise.forward(x, Pass.inference())).isSameAs(x);
    }
}
