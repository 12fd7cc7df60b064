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
import org.librate.nn.LayerContract;
import org.librate.nn.LayerSpec;
import org.librate.nn.Pass;

class MaxPool2dTest extends LayerContract {

    @Override
    protected LayerSpec spec() {
        return MaxPool2d.of(2, 3).withStride(2).withPadding(Padding.SAME);
    }

    @Override
    protected Shape input() {
        return Shape.of(5, 4, 2);
    }

    private static Tensor run(LayerSpec spec, Tensor x) {
        return spec.build(x.shape().slice(1, x.rank()), Build.of(RandomSource.of(0))).forward(x, Pass.inference());
    }

    @Test
    void takes_the_largest_under_each_window() {
        Tensor x = Tensor.of(Shape.of(1, 3, 3, 1), 1f, 2f, 3f, 4f, 5f, 6f, 7f, 8f, 9f);
        assertThat(run(MaxPool2d.of(2), x).toArray()).containsExactly(5); // the rest is left out
        assertThat(run(MaxPool2d.of(2).withPadding(Padding.SAME), x).toArray()).containsExactly(5, 6, 8, 9); // what is padded does not count
        assertThat(run(MaxPool2d.of(2).withStride(1), x).toArray()).containsExactly(5, 6, 8, 9);
        assertThat(run(MaxPool2d.of(1, 3), x).shape()).isEqualTo(Shape.of(1, 3, 1, 1));
    }

    @Test
    void says_what_does_not_fit() {
        Layer pool = MaxPool2d.of(2).build(Shape.of(4, 4, 1), Build.of(RandomSource.of(0)));
        assertThatThrownBy(() -> pool.forward(Tensor.zeros(2, 1, 4, 1), Pass.inference()))
                .hasMessage("MaxPool2d[size=2]: the window must fit into the sample, which is smaller. Use Padding.SAME or a smaller window. Shape [1, 4, 1].");
        assertThatThrownBy(() -> MaxPool2d.of(0)).hasMessage("MaxPool2d: height must be > 0, got 0.");
        assertThatThrownBy(() -> MaxPool2d.of(2).withPadding(Padding.CAUSAL)).hasMessage("MaxPool2d: padding must be VALID or SAME, got CAUSAL.");
        assertThat(MaxPool2d.of(3).withStride(2).withPadding(Padding.SAME)).hasToString("MaxPool2d[size=3, stride=2, padding=SAME]");
    }
}
