package org.librate.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.librate.core.Padding;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.random.RandomSource;
import org.librate.nn.Build;
import org.librate.nn.LayerContract;
import org.librate.nn.LayerSpec;
import org.librate.nn.Pass;

class AvgPool1dTest extends LayerContract {

    @Override
    protected LayerSpec spec() {
        return AvgPool1d.of(3).withStride(2).withPadding(Padding.SAME);
    }

    @Override
    protected Shape input() {
        return Shape.of(5, 2);
    }

    private static Tensor run(LayerSpec spec, Tensor x) {
        return spec.build(x.shape().slice(1, x.rank()), Build.of(RandomSource.of(0))).forward(x, Pass.inference());
    }

    @Test
    void padding_changes_nothing_for_any_way_to_slide() {
        for (LayerSpec spec : List.of(AvgPool1d.of(2), AvgPool1d.of(3).withStride(1).withPadding(Padding.SAME), AvgPool1d.of(4).withStride(3).withPadding(Padding.SAME))) {
            comparePadded(spec, Shape.of(7, 2));
        }
    }

    @Test
    void takes_the_mean_under_each_window() {
        Tensor x = Tensor.of(Shape.of(1, 5, 1), 1f, 3f, 2f, 4f, 9f);
        assertThat(run(AvgPool1d.of(2), x).toArray()).containsExactly(2, 3); // the rest is left out
        assertThat(run(AvgPool1d.of(2).withPadding(Padding.SAME), x).toArray()).containsExactly(2, 3, 9); // what is padded does not count
        assertThat(run(AvgPool1d.of(2).withStride(1), x).toArray()).containsExactly(2, 2.5f, 3, 6.5f);
    }

    @Test
    void says_what_does_not_fit() {
        assertThatThrownBy(() -> AvgPool1d.of(6).outputShape(Shape.of(5, 1)))
                .hasMessage("AvgPool1d[size=6]: the window must fit into the sample, which is smaller. Use Padding.SAME or a smaller window. Shape [5, 1].");
        assertThatThrownBy(() -> AvgPool1d.of(2).withStride(-1)).hasMessage("AvgPool1d: stride must be > 0, got -1.");
    }
}
