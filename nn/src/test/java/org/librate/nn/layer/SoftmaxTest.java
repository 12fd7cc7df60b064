package org.librate.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.librate.core.Shape;
import org.librate.core.Tensor;

class SoftmaxTest extends OneLineContract {

    SoftmaxTest() {
        super(Softmax.create(), Shape.of(2, 3));
    }

    @Test
    void gives_shares_of_one() {
        Tensor y = run(Softmax.create(), Tensor.of(new float[][] {{0, 0.6931472f, 1.0986123f}}));
        assertThat(y.toArray()).containsExactly(new float[] {0.16666666666666666f, 0.3333333333333333f, 0.5f}, within(1e-6f));
    }
}
