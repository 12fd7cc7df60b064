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
import org.librate.nn.Layer;
import org.librate.nn.LayerSpec;
import org.librate.nn.Pass;
import org.librate.nn.init.Initializer;

class Conv1dTest extends OneLineContract {

    Conv1dTest() {
        super(Conv1d.of(4, 3).withPadding(Padding.CAUSAL).withDilation(2).withGroups(2), Shape.of(6, 2));
    }

    private static final Tensor FOUR = Tensor.of(Shape.of(1, 4, 1), 1f, 2f, 3f, 4f);
    private static final Initializer ONES = Initializer.ones();

    @Test
    void padding_changes_nothing_for_any_way_to_slide() {
        for (LayerSpec spec : List.of(Conv1d.of(3, 3).withPadding(Padding.SAME).withStride(2),
                Conv1d.of(3, 4).withPadding(Padding.SAME).withStride(3), Conv1d.of(3, 3).withPadding(Padding.CAUSAL).withDilation(2).withStride(2),
                Conv1d.of(3, 3).withPadding(Padding.SAME).withDilation(2), Conv1d.of(3, 2).withStride(2),
                Conv1d.of(4, 3).withGroups(2).withPadding(Padding.of(2)).withStride(2))) {
            comparePadded(spec, Shape.of(7, 2));
        }
    }

    @Test
    void sums_what_is_under_the_window() {
        assertThat(run(Conv1d.of(1, 2).withWeights(ONES), FOUR).toArray()).containsExactly(3, 5, 7);
        assertThat(run(Conv1d.of(1, 2).withWeights(ONES).withStride(2), FOUR).toArray()).containsExactly(3, 7);
        assertThat(run(Conv1d.of(1, 2).withWeights(ONES).withDilation(3), FOUR).toArray()).containsExactly(5); // 1 + 4
        assertThat(run(Conv1d.of(1, 3).withWeights(ONES).withPadding(Padding.SAME), FOUR).toArray()).containsExactly(3, 6, 9, 7);
    }

    @Test
    void causal_never_looks_ahead() {
        LayerSpec causal = Conv1d.of(1, 2).withWeights(ONES).withPadding(Padding.CAUSAL).withDilation(2);
        assertThat(run(causal, FOUR).toArray()).containsExactly(1, 2, 4, 6); // x[t] + x[t - 2]
    }

    @Test
    void declares_what_the_kernel_makes() {
        for (Padding padding : Padding.values()) {
            for (int time = 5; time <= 8; time++) {
                for (int stride = 1; stride <= 3; stride++) {
                    LayerSpec spec = Conv1d.of(2, 3).withStride(stride).withPadding(padding).withDilation(2);
                    assertThat(run(spec, Tensor.ones(2, time, 3)).shape()).isEqualTo(spec.outputShape(Shape.of(time, 3)).prepend(2));
                }
            }
        }
    }

    @Test
    void counts_its_products() {
        assertThat(Conv1d.of(16, 3).withGroups(2).multiplyAdds(Shape.of(10, 4))).isEqualTo(8 * 16 * 3 * 2);
    }

    @Test
    void says_what_does_not_fit() {
        Layer conv = Conv1d.of(16, 3).build(Shape.of(10, 4), Build.of(RandomSource.of(0)));
        assertThatThrownBy(() -> conv.forward(Tensor.zeros(8, 10, 5), Pass.inference()))
                .hasMessage("Conv1d[filters=16, kernel=3]: built for 4 input channels, got 5. Shapes [8, 10, 5] and [3, 4, 16].");
        assertThatThrownBy(() -> Conv1d.of(16, 3).withDilation(5).outputShape(Shape.of(10, 4))).hasMessageContaining("the window must fit")
                .hasMessageContaining("[10, 4]");
        assertThatThrownBy(() -> Conv1d.of(0, 3)).hasMessage("Conv1d: filters must be > 0, got 0.");
    }
}
