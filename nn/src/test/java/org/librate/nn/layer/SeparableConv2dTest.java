package org.librate.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import org.junit.jupiter.api.Test;
import org.librate.core.Conv;
import org.librate.core.Padding;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.random.RandomSource;
import org.librate.nn.Build;
import org.librate.nn.Layer;
import org.librate.nn.Pass;
import org.librate.nn.init.Initializer;

class SeparableConv2dTest extends OneLineContract {

    SeparableConv2dTest() {
        super(SeparableConv2d.of(3, 2).withMultiplier(2).withStride(2).withPadding(Padding.SAME), Shape.of(4, 3, 2));
    }

    @Test
    void goes_over_positions_then_over_channels() {
        Tensor x = Tensor.of(Shape.of(1, 2, 2, 2), 1f, 10f, 2f, 20f, 3f, 30f, 4f, 40f);
        // 1 + 2 + 3 + 4 + 10 + 20 + 30 + 40
        assertThat(run(SeparableConv2d.of(1, 2).withWeights(Initializer.ones()), x).toArray()).containsExactly(110);
    }

    @Test
    void is_a_depthwise_and_a_pointwise_convolution() {
        Tensor x = Tensor.uniform(Shape.of(2, 5, 5, 3), -1, 1, RandomSource.of(1).stream("x").at(0));
        Build build = Build.of(RandomSource.of(0));
        Layer layer = SeparableConv2d.of(4, 3).build(Shape.of(5, 5, 3), build);
        Tensor depthwise = build.learned().get(0).parameter().tensor();
        Tensor pointwise = build.learned().get(1).parameter().tensor();
        Tensor expected = x.conv2d(depthwise, null, Conv.create().withGroups(3)).reshape(2 * 3 * 3, 3).matmul(pointwise.reshape(3, 4));
        assertThat(layer.forward(x, Pass.inference()).toArray()).containsExactly(expected.toArray(), offset(1e-5f));
    }

    @Test
    void counts_its_products() {
        assertThat(SeparableConv2d.of(16, 3).multiplyAdds(Shape.of(10, 10, 8))).isEqualTo(64 * 8 * 9 + 64 * 8 * 16);
    }

    @Test
    void says_what_does_not_fit() {
        Layer conv = SeparableConv2d.of(16, 3).build(Shape.of(8, 8, 4), Build.of(RandomSource.of(0)));
        assertThatThrownBy(() -> conv.forward(Tensor.zeros(2, 8, 8, 5), Pass.inference()))
                .hasMessage("SeparableConv2d[filters=16, kernel=3]: built for 4 input channels, got 5. Shapes [2, 8, 8, 5] and [3, 3, 1, 4].");
    }
}
