package org.librate.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.random.RandomSource;
import org.librate.nn.Build;
import org.librate.nn.Layer;
import org.librate.nn.Pass;

class LastStepTest extends OneLineContract {

    LastStepTest() {
        super(LastStep.create(), Shape.of(3, 2));
    }

    @Test
    void a_padded_row_ends_at_its_own_last_step() {
        Tensor x = Tensor.of(Shape.of(3, 2, 1), 1f, 2f, 3f, 4f, 5f, 6f);
        Layer layer = LastStep.create().build(Shape.of(2, 1), Build.of(RandomSource.of(1)));
        assertThat(layer.forward(x, Pass.inference()).toArray()).containsExactly(2, 4, 6);
        assertThat(layer.forward(x, Pass.inference().withLengths(x, Tensor.of(1, 2, 0))).toArray()).containsExactly(1, 4, 0);
    }
}
