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
import org.librate.nn.Sequential;
import org.librate.nn.init.Initializer;

class ResidualTest extends OneLineContract {

    ResidualTest() {
        super(Residual.of(Sequential.of(Conv2d.of(2, 3).withStride(2).withPadding(Padding.SAME), BatchNorm.create(), Tanh.create()))
                .withDropPath(0.3), Shape.of(4, 4, 3));
    }

    @Override
    protected String refuser() {
        return "Conv2d";
    }

    @Test
    void adds_the_input_itself_where_shapes_agree() {
        Layer layer = Residual.of(Dense.of(2).withWeights(Initializer.constant(1))).build(Shape.of(2), Build.of(RandomSource.of(0)));
        assertThat(layer.forward(Tensor.of(new float[][] {{1, 2}}), Pass.training()).toArray()).containsExactly(1 + 3, 2 + 3);
    }

    @Test
    void projects_the_input_where_they_do_not() {
        Build build = Build.of(RandomSource.of(0));
        Residual.of(Dense.of(3)).build(Shape.of(2), build);
        assertThat(build.learned().stream().map(one -> one.parameter().name())).containsExactly("body.weight", "body.bias", "shortcut.weight");
        Build images = Build.of(RandomSource.of(0));
        spec().build(input(), images);
        assertThat(images.learned().stream().map(one -> one.parameter().name()))
                .contains("shortcut.conv2d.weight", "shortcut.batchNorm.gamma").doesNotContain("shortcut.conv2d.bias");
    }

    @Test
    void names_both_shapes_when_nothing_fits() {
        assertThatThrownBy(() -> Residual.of(Dense.of(3)).withShortcut(Dense.of(4)).outputShape(Shape.of(2)))
                .hasMessage("Residual: body and shortcut must give one shape, body [3], shortcut [4]. Set withShortcut(..) to a layer that gives "
                        + "the body's shape. Shape [2].");
    }
}
