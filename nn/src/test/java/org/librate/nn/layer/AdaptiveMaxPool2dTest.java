package org.librate.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.random.RandomSource;
import org.librate.nn.Build;
import org.librate.nn.Layer;
import org.librate.nn.LayerContract;
import org.librate.nn.LayerSpec;
import org.librate.nn.Pass;

class AdaptiveMaxPool2dTest extends LayerContract {

    @Override
    protected LayerSpec spec() {
        return AdaptiveMaxPool2d.of(2, 3);
    }

    @Override
    protected Shape input() {
        return Shape.of(5, 4, 2);
    }

    private static Tensor run(LayerSpec spec, Tensor x) {
        return spec.build(x.shape().slice(1, x.rank()), Build.of(RandomSource.of(0))).forward(x, Pass.inference());
    }

    @Test
    void cuts_windows_to_fit() {
        Tensor sixteen = Tensor.linspace(1, 16, 16).reshape(1, 4, 4, 1);
        assertThat(run(AdaptiveMaxPool2d.of(2), sixteen).toArray()).containsExactly(6, 8, 14, 16);
        Tensor nine = Tensor.linspace(1, 9, 9).reshape(1, 3, 3, 1);
        assertThat(run(AdaptiveMaxPool2d.of(2), nine).toArray()).containsExactly(5, 6, 8, 9); // rows 0-1 and 1-2: uneven windows overlap
        assertThat(run(AdaptiveMaxPool2d.of(1), nine).shape()).isEqualTo(Shape.of(1, 1, 1, 1));
    }

    @Test
    void takes_any_size_once_built() {
        Layer pool = AdaptiveMaxPool2d.of(2).build(Shape.of(4, 4, 1), Build.of(RandomSource.of(0)));
        assertThat(pool.forward(Tensor.zeros(2, 7, 9, 1), Pass.inference()).shape()).isEqualTo(Shape.of(2, 2, 2, 1));
        assertThatThrownBy(() -> AdaptiveMaxPool2d.of(0)).hasMessage("AdaptiveMaxPool2d: height must be > 0, got 0.");
    }
}
