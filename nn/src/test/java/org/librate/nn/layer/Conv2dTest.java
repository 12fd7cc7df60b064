package org.librate.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.librate.core.Padding;
import org.librate.core.Shape;
import org.librate.core.ShapeException;
import org.librate.core.Tensor;
import org.librate.core.random.RandomSource;
import org.librate.nn.Build;
import org.librate.nn.Layer;
import org.librate.nn.LayerSpec;
import org.librate.nn.Pass;
import org.librate.nn.init.Initializer;

class Conv2dTest extends OneLineContract {

    Conv2dTest() {
        super(Conv2d.of(4, 3, 2).withStride(2, 1).withPadding(Padding.SAME).withGroups(2), Shape.of(4, 3, 2));
    }

    private static final Tensor NINE = Tensor.of(Shape.of(1, 3, 3, 1), 1f, 2f, 3f, 4f, 5f, 6f, 7f, 8f, 9f);
    private static final Initializer ONES = Initializer.ones();

    @Test
    void sums_what_is_under_the_window() {
        assertThat(run(Conv2d.of(1, 2).withWeights(ONES), NINE).toArray()).containsExactly(12, 16, 24, 28); // 1 + 2 + 4 + 5, ..
        assertThat(run(Conv2d.of(1, 2).withWeights(ONES).withDilation(2), NINE).toArray()).containsExactly(20); // 1 + 3 + 7 + 9
        assertThat(run(Conv2d.of(1, 1).withWeights(ONES).withStride(2), NINE).toArray()).containsExactly(1, 3, 7, 9);
        assertThat(run(Conv2d.of(1, 1, 3).withWeights(ONES), NINE).toArray()).containsExactly(6, 15, 24);
    }

    @Test
    void pads_around_or_before() {
        assertThat(run(Conv2d.of(1, 3).withWeights(ONES).withPadding(Padding.SAME), NINE).toArray())
                .containsExactly(12, 21, 16, 27, 45, 33, 24, 39, 28);
        assertThat(run(Conv2d.of(1, 2).withWeights(ONES).withPadding(Padding.CAUSAL), NINE).toArray())
                .containsExactly(1, 3, 5, 5, 12, 16, 11, 24, 28); // above and to the left only
        assertThat(run(Conv2d.of(1, 2).withWeights(ONES).withPadding(Padding.SAME), NINE).toArray())
                .containsExactly(12, 16, 9, 24, 28, 15, 15, 17, 9); // an odd rest goes to the end
    }

    @Test
    void keeps_groups_apart() {
        Tensor x = Tensor.of(Shape.of(1, 1, 1, 4), 1f, 2f, 30f, 40f);
        assertThat(run(Conv2d.of(2, 1).withWeights(ONES).withGroups(2), x).toArray()).containsExactly(3, 70);
    }

    @Test
    void declares_what_the_kernel_makes() {
        for (Padding padding : Padding.values()) {
            for (int size = 5; size <= 8; size++) {
                for (int stride = 1; stride <= 3; stride++) {
                    LayerSpec spec = Conv2d.of(2, 3, 2).withStride(stride).withPadding(padding).withDilation(2);
                    assertThat(run(spec, Tensor.ones(2, size, size, 3)).shape()).isEqualTo(spec.outputShape(Shape.of(size, size, 3)).prepend(2));
                }
            }
        }
    }

    @Test
    void starts_within_hes_bound() {
        Build build = Build.of(RandomSource.of(3));
        Conv2d.of(8, 3).withGroups(2).build(Shape.of(8, 8, 4), build);
        float bound = (float) Math.sqrt(6 / 18.0); // 3·3 positions, 2 channels of a group
        float[] weights = build.learned().get(0).parameter().tensor().toArray();
        assertThat(weights).hasSize(3 * 3 * 2 * 8);
        float largest = 0;
        for (float weight : weights) {
            largest = Math.max(largest, Math.abs(weight));
        }
        assertThat(largest).isBetween(0.9f * bound, bound);
        assertThat(build.learned().get(1).parameter().tensor().toArray()).containsOnly(0f);
    }

    @Test
    void counts_its_products() {
        assertThat(Conv2d.of(32, 3).multiplyAdds(Shape.of(28, 28, 1))).isEqualTo(26 * 26 * 32 * 9);
        assertThat(Conv2d.of(32, 3).withGroups(4).withStride(2).multiplyAdds(Shape.of(9, 9, 8))).isEqualTo(4 * 4 * 32 * 9 * 2);
    }

    @Test
    void says_what_does_not_fit() {
        LayerSpec spec = Conv2d.of(32, 3);
        Layer conv = spec.build(Shape.of(28, 28, 3), Build.of(RandomSource.of(0)));
        assertThatThrownBy(() -> conv.forward(Tensor.zeros(8, 28, 28, 1), Pass.inference())).isInstanceOf(ShapeException.class)
                .hasMessage("Conv2d[filters=32, kernel=3]: built for 3 input channels, got 1. Shapes [8, 28, 28, 1] and [3, 3, 3, 32].");
        assertThatThrownBy(() -> conv.forward(Tensor.zeros(8, 2, 28, 3), Pass.inference()))
                .hasMessage("Conv2d[filters=32, kernel=3]: the window must fit into the sample, which is smaller. Use Padding.SAME or a smaller "
                        + "window. Shape [2, 28, 3].");
        assertThatThrownBy(() -> conv.forward(Tensor.zeros(28, 28, 3), Pass.inference()))
                .hasMessage("Conv2d[filters=32, kernel=3]: needs samples [height, width, channels] that are not empty. Shape [28, 3].");
        assertThatThrownBy(() -> Conv2d.of(4, 3).withGroups(2).outputShape(Shape.of(8, 8, 3)))
                .hasMessage("Conv2d[filters=4, kernel=3, groups=2]: input channels must be a multiple of groups, got 3. Shape [8, 8, 3].");
        assertThatThrownBy(() -> Conv2d.of(4, 3).withGroups(3))
                .hasMessage("Conv2d: filters must be a multiple of groups, got 4 filters and 3 groups.");
        assertThatThrownBy(() -> Conv2d.of(4, 0)).hasMessage("Conv2d: kernel height must be > 0, got 0.");
        assertThatThrownBy(() -> Conv2d.of(4, 3).withStride(0)).hasMessage("Conv2d: stride must be > 0, got 0.");
    }

    @Test
    void prints_what_is_not_usual() {
        assertThat(Conv2d.of(8, 3, 5).withStride(2, 1).withPadding(Padding.SAME).withDilation(2).withGroups(4).withBias(false))
                .hasToString("Conv2d[filters=8, kernel=3x5, stride=2x1, padding=SAME, dilation=2, groups=4, bias=false]");
    }
}
