package org.librate.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.random.RandomSource;
import org.librate.nn.Build;
import org.librate.nn.LayerSpec;
import org.librate.nn.Pass;

class GraphReadoutTest extends OneLineContract {

    GraphReadoutTest() {
        super(GraphReadout.mean(), Shape.of(4, 3), Shape.of(3));
    }

    /** The second graph has two nodes, the third none. */
    @Test
    void padding_does_not_count() {
        Tensor x = Tensor.of(Shape.of(3, 3, 1), 1f, 2, 6, -1, -3, 100, 7, 8, 9);
        Pass pass = Pass.inference().withLengths(x, Tensor.of(3, 2, 0));
        assertThat(run(GraphReadout.mean(), x, pass)).containsExactly(3, -2, 0);
        assertThat(run(GraphReadout.sum(), x, pass)).containsExactly(9, -4, 0);
        assertThat(run(GraphReadout.max(), x, pass)).containsExactly(6, -1, 0);
        assertThat(run(GraphReadout.max(), x, Pass.inference())).containsExactly(6, 100, 9);
        assertThat(run(GraphReadout.sum(), x, Pass.inference())).containsExactly(9, 96, 24);
    }

    private static float[] run(LayerSpec spec, Tensor x, Pass pass) {
        return spec.build(Shape.of(3, 1), Build.of(RandomSource.of(0))).forward(x, pass).toArray();
    }
}
