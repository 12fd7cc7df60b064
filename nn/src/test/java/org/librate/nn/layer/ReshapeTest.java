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

class ReshapeTest extends OneLineContract {

    ReshapeTest() {
        super(Reshape.of(3, -1), Shape.of(2, 6));
    }

    /** A row of another length gives another shape. */
    @Override
    protected Optional<Shape> sequence() {
        return Optional.empty();
    }

    @Test
    void works_out_the_open_length() {
        assertThat(Reshape.of(4, -1, 1).outputShape(Shape.of(2, 6))).isEqualTo(Shape.of(4, 3, 1));
        Layer reshape = Reshape.of(2, 3).build(Shape.of(6), Build.of(RandomSource.of(0)));
        assertThat(reshape.forward(Tensor.zeros(5, 6), Pass.inference()).shape()).isEqualTo(Shape.of(5, 2, 3));
    }

    @Test
    void says_what_does_not_fit() {
        assertThatThrownBy(() -> Reshape.of(28, 28, 1).outputShape(Shape.of(700)))
                .hasMessage("Reshape[28, 28, 1]: needs samples of 784 elements, got 700. Shape [700].");
        assertThatThrownBy(() -> Reshape.of(4, -1).outputShape(Shape.of(7)))
                .hasMessage("Reshape[4, -1]: needs samples of a multiple of 4 elements, got 7. Shape [7].");
        assertThatThrownBy(() -> Reshape.of(-1, -1)).hasMessage("Reshape: only one length can be worked out, got [-1, -1].");
        assertThatThrownBy(() -> Reshape.of(0)).hasMessage("Reshape: lengths must be > 0, or -1, got [0].");
    }
}
