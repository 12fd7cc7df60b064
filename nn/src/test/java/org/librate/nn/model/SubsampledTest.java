package org.librate.nn.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.random.RandomSource;
import org.librate.nn.Build;
import org.librate.nn.LayerContract;
import org.librate.nn.LayerSpec;
import org.librate.nn.Pass;

class SubsampledTest extends LayerContract {

    @Override
    protected LayerSpec spec() {
        return Subsampled.of(2, 5);
    }

    @Override
    protected Shape input() {
        return Shape.of(3, 4, 2);
    }

    @Override
    protected Shape refused() {
        return Shape.of(3, 4, 6);
    }

    @Test
    void takes_every_other_pixel_between_channels_of_zeros() {
        Tensor image = Tensor.of(Shape.of(1, 2, 2, 1), 1f, 2f, 3f, 4f);
        assertThat(Subsampled.of(2, 3).build(Shape.of(2, 2, 1), Build.of(RandomSource.of(0))).forward(image, Pass.inference()).toArray())
                .containsExactly(0, 1, 0);
    }
}
