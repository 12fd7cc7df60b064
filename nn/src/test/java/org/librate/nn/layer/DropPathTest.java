package org.librate.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.random.RandomSource;
import org.librate.nn.Build;
import org.librate.nn.Layer;
import org.librate.nn.Pass;

class DropPathTest extends OneLineContract {

    DropPathTest() {
        super(DropPath.of(0.4), Shape.of(2, 3), null);
    }

    @Test
    void drops_a_sample_as_a_whole() {
        Layer drop = DropPath.of(0.5).build(Shape.of(2, 3), Build.of(RandomSource.of(7)));
        Tensor y = drop.forward(Tensor.ones(40, 2, 3), Pass.training());
        assertThat(y.max(1, 2).toArray()).containsExactly(y.min(1, 2).toArray()).contains(0f, 2f);
        Tensor x = Tensor.ones(40, 2, 3);
        assertThat(drop.forward(x, Pass.inference())).isSameAs(x);
    }
}
