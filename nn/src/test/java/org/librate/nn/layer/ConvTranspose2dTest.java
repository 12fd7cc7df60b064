package org.librate.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.librate.core.DType;
import org.librate.core.Padding;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.random.RandomSource;
import org.librate.nn.Build;
import org.librate.nn.Layer;
import org.librate.nn.LayerSpec;
import org.librate.nn.Pass;
import org.librate.nn.init.Initializer;

class ConvTranspose2dTest extends OneLineContract {

    ConvTranspose2dTest() {
        super(ConvTranspose2d.of(3, 3).withStride(2).withPadding(Padding.SAME), Shape.of(2, 3, 2));
    }

    @Test
    void every_position_paints_a_kernel() {
        Tensor x = Tensor.of(Shape.of(1, 2, 2, 1), 1f, 2f, 3f, 4f);
        assertThat(run(ConvTranspose2d.of(1, 2).withStride(2).withWeights(Initializer.ones()), x).toArray())
                .containsExactly(1, 1, 2, 2, 1, 1, 2, 2, 3, 3, 4, 4, 3, 3, 4, 4);
        assertThat(run(ConvTranspose2d.of(1, 2).withWeights(Initializer.ones()), x).toArray())
                .containsExactly(1, 3, 2, 4, 10, 6, 3, 7, 4); // where they overlap, they add
    }

    @Test
    void declares_what_the_kernel_makes() {
        for (Padding padding : List.of(Padding.VALID, Padding.SAME)) {
            for (int kernel = 1; kernel <= 4; kernel++) {
                for (int stride = 1; stride <= 3; stride++) {
                    LayerSpec spec = ConvTranspose2d.of(2, kernel, 2).withStride(stride).withPadding(padding).withDilation(2);
                    assertThat(run(spec, Tensor.ones(2, 3, 4, 3)).shape()).isEqualTo(spec.outputShape(Shape.of(3, 4, 3)).prepend(2));
                }
            }
        }
    }

    @Test
    void tells_the_initializer_inputs_from_outputs() {
        Build build = Build.of(RandomSource.of(0));
        Initializer fan = (shape, stream) -> Tensor.full(DType.FLOAT32, shape, shape.dim(-2));
        ConvTranspose2d.of(5, 2).withWeights(fan).build(Shape.of(4, 4, 7), build);
        assertThat(build.learned().get(0).parameter().shape()).isEqualTo(Shape.of(2, 2, 5, 7));
        assertThat(build.learned().get(0).parameter().tensor().toArray()).containsOnly(7f);
    }

    @Test
    void counts_its_products() {
        assertThat(ConvTranspose2d.of(16, 4).withStride(2).multiplyAdds(Shape.of(5, 5, 8))).isEqualTo(25 * 8 * 16 * 16);
    }

    @Test
    void says_what_does_not_fit() {
        Layer conv = ConvTranspose2d.of(16, 3).build(Shape.of(8, 8, 4), Build.of(RandomSource.of(0)));
        assertThatThrownBy(() -> conv.forward(Tensor.zeros(2, 8, 8, 5), Pass.inference()))
                .hasMessage("ConvTranspose2d[filters=16, kernel=3]: built for 4 input channels, got 5. Shapes [2, 8, 8, 5] and [3, 3, 16, 4].");
        assertThatThrownBy(() -> ConvTranspose2d.of(16, 3).withPadding(Padding.CAUSAL))
                .hasMessage("ConvTranspose2d: padding must be VALID or SAME, got CAUSAL.");
    }
}
