package org.librate.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.random.RandomSource;
import org.librate.nn.Build;
import org.librate.nn.LayerContract;
import org.librate.nn.LayerSpec;
import org.librate.nn.Pass;

class GeluTest extends LayerContract {

    @Override
    protected LayerSpec spec() {
        return Gelu.create();
    }

    @Override
    protected Shape input() {
        return Shape.of(2, 3);
    }

    @Override
    protected @Nullable Shape refused() {
        return null; // takes every shape
    }

    @Test
    void takes_each_element_by_itself() {
        Tensor y = Gelu.create().build(Shape.of(4), Build.of(RandomSource.of(0))).forward(Tensor.of(new float[][] {{-2.0f, -0.5f, 0.0f, 1.5f}}), Pass.inference());
        assertThat(y.toArray()).containsExactly(new float[] {-0.0455002639f, -0.154268769f, 0.0f, 1.3997892f}, within(1e-6f));
    }

    @Test
    void has_the_approximation_by_tanh() {
        Tensor y = Gelu.create().withTanh(true).build(Shape.of(4), Build.of(RandomSource.of(0))).forward(Tensor.of(new float[][] {{-2.0f, -0.5f, 0.0f, 1.5f}}), Pass.inference());
        assertThat(y.toArray()).containsExactly(new float[] {-0.0454023059f, -0.15428599f, 0.0f, 1.39957158f}, within(1e-6f));
    }
}
