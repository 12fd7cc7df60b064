package org.librate.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.random.RandomSource;
import org.librate.nn.Build;
import org.librate.nn.LayerContract;
import org.librate.nn.LayerSpec;
import org.librate.nn.Pass;

class GlobalAvgPool1dTest extends LayerContract {

    @Override
    protected LayerSpec spec() {
        return GlobalAvgPool1d.create();
    }

    @Override
    protected Shape input() {
        return Shape.of(4, 3);
    }

    private static Tensor run(LayerSpec spec, Tensor x) {
        return spec.build(x.shape().slice(1, x.rank()), Build.of(RandomSource.of(0))).forward(x, Pass.inference());
    }

    @Test
    void leaves_one_number_for_each_channel() {
        assertThat(run(GlobalAvgPool1d.create(), Tensor.of(Shape.of(1, 2, 2), 1f, 10f, 3f, 30f)).toArray()).containsExactly(2, 20);
        assertThatThrownBy(() -> GlobalAvgPool1d.create().outputShape(Shape.of(2, 2, 2))).hasMessageStartingWith("GlobalAvgPool1d: needs samples [time, channels]");
    }
}
