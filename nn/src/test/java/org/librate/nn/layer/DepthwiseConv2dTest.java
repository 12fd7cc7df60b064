package org.librate.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.librate.core.Padding;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.random.RandomSource;
import org.librate.nn.Build;
import org.librate.nn.Layer;
import org.librate.nn.Pass;
import org.librate.nn.init.Initializer;

class DepthwiseConv2dTest extends OneLineContract {

    DepthwiseConv2dTest() {
        super(DepthwiseConv2d.of(2).withMultiplier(2).withPadding(Padding.SAME), Shape.of(3, 3, 2));
    }

    @Test
    void keeps_channels_apart() {
        Tensor x = Tensor.of(Shape.of(1, 2, 2, 2), 1f, 10f, 2f, 20f, 3f, 30f, 4f, 40f);
        assertThat(run(DepthwiseConv2d.of(2).withWeights(Initializer.ones()), x).toArray()).containsExactly(10, 100);
    }

    @Test
    void filters_of_a_channel_are_neighbours() {
        Tensor x = Tensor.of(Shape.of(1, 1, 1, 2), 1f, 10f);
        Initializer counting = (shape, stream) -> Tensor.of(shape, 1f, 2f, 3f, 4f);
        assertThat(run(DepthwiseConv2d.of(1).withMultiplier(2).withWeights(counting), x).toArray()).containsExactly(1, 2, 30, 40);
    }

    @Test
    void counts_its_products() {
        assertThat(DepthwiseConv2d.of(3).withMultiplier(2).multiplyAdds(Shape.of(10, 10, 8))).isEqualTo(8 * 8 * 16 * 9);
    }

    @Test
    void says_what_does_not_fit() {
        Layer conv = DepthwiseConv2d.of(3).build(Shape.of(8, 8, 4), Build.of(RandomSource.of(0)));
        assertThatThrownBy(() -> conv.forward(Tensor.zeros(2, 8, 8, 5), Pass.inference()))
                .hasMessage("DepthwiseConv2d[kernel=3]: built for 4 input channels, got 5. Shapes [2, 8, 8, 5] and [3, 3, 1, 4].");
        assertThatThrownBy(() -> DepthwiseConv2d.of(3).withMultiplier(0)).hasMessage("DepthwiseConv2d: multiplier must be > 0, got 0.");
    }
}
