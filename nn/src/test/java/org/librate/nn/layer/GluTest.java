package org.librate.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.librate.core.Shape;
import org.librate.core.Tensor;

class GluTest extends OneLineContract {

    GluTest() {
        super(Glu.create(), Shape.of(2, 4), Shape.of(5));
    }

    @Test
    void gates_the_first_half_by_the_second() {
        Tensor y = run(Glu.create(), Tensor.of(new float[][] {{3, 5, 0, 1.0986123f}}));
        assertThat(y.toArray()).containsExactly(new float[] {1.5f, 3.75f}, within(1e-6f));
    }
}
