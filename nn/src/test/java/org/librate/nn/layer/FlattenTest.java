package org.librate.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.random.RandomSource;
import org.librate.nn.Build;
import org.librate.nn.Layer;
import org.librate.nn.Pass;

class FlattenTest extends OneLineContract {

    FlattenTest() {
        super(Flatten.create(), Shape.of(2, 3, 2), null);
    }

    /** A row of another length gives another number of elements. */
    @Override
    protected Optional<Shape> sequence() {
        return Optional.empty();
    }

    @Test
    void joins_all_axes_but_the_batch() {
        Layer flatten = Flatten.create().build(Shape.of(2, 2), Build.of(RandomSource.of(0)));
        Tensor y = flatten.forward(Tensor.linspace(1, 8, 8).reshape(2, 2, 2), Pass.inference());
        assertThat(y.shape()).isEqualTo(Shape.of(2, 4));
        assertThat(y.toArray()).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
        assertThat(flatten.forward(Tensor.zeros(0, 2, 2), Pass.inference()).shape()).isEqualTo(Shape.of(0, 4));
    }
}
