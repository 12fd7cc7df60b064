package org.librate.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.random.RandomSource;
import org.librate.nn.Build;
import org.librate.nn.Layer;
import org.librate.nn.Pass;

class PermuteTest extends OneLineContract {

    PermuteTest() {
        super(Permute.of(1, 2, 0), Shape.of(2, 3, 2));
    }

    /** The features come to be where time was. */
    @Override
    protected Optional<Shape> sequence() {
        return Optional.empty();
    }

    @Test
    void moves_channels_to_the_end() {
        Layer permute = Permute.of(1, 0).build(Shape.of(2, 3), Build.of(RandomSource.of(0)));
        assertThat(permute.forward(Tensor.linspace(1, 6, 6).reshape(1, 2, 3), Pass.inference()).toArray()).containsExactly(1, 4, 2, 5, 3, 6);
    }

    @Test
    void says_what_does_not_fit() {
        assertThatThrownBy(() -> Permute.of(0, 1).outputShape(Shape.of(4))).hasMessage("Permute[0, 1]: needs samples of 2 axes, got 1. Shape [4].");
        assertThatThrownBy(() -> Permute.of(1, 1)).hasMessage("Permute: the order must name each axis once, from 0, got [1, 1].");
    }
}
