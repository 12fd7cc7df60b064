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

class SeluTest extends LayerContract {

    @Override
    protected LayerSpec spec() {
        return Selu.create();
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
        Tensor y = Selu.create().build(Shape.of(4), Build.of(RandomSource.of(0))).forward(Tensor.of(new float[][] {{-2.0f, -0.5f, 0.0f, 1.5f}}), Pass.inference());
        assertThat(y.toArray()).containsExactly(new float[] {-1.52016647f, -0.691758188f, 0.0f, 1.57605148f}, within(1e-6f));
    }
}
