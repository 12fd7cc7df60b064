package org.librate.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.random.RandomSource;
import org.librate.nn.Build;
import org.librate.nn.Layer;
import org.librate.nn.Pass;

class MeanOverTimeTest extends OneLineContract {

    MeanOverTimeTest() {
        super(MeanOverTime.skippingPadding(), Shape.of(3, 2));
    }

    @Test
    void counts_real_steps_only() {
        Tensor x = Tensor.of(new float[] {1, 3, 100, 7, 8, 9, 1, 1, 1}).reshape(3, 3, 1);
        Layer mean = MeanOverTime.skippingPadding().build(Shape.of(3, 1), Build.of(RandomSource.of(0)));
        assertThat(mean.forward(x, Pass.inference().withLengths(x, Tensor.of(2, 3, 0))).toArray()).containsExactly(2, 8, 0);
        assertThat(mean.forward(x, Pass.inference()).toArray()).containsExactly(new float[] {104 / 3f, 8, 1}, within(1e-5f));
    }
}
