package org.librate.nn.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.librate.nn.LayerContract.run;

import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.librate.core.Padding;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.random.RandomSource;
import org.librate.nn.Build;
import org.librate.nn.Layer;
import org.librate.nn.LayerSpec;
import org.librate.nn.Pass;

/** What poolings have in common, whether they take means or maxima. */
class PoolingTest {

    /** What is made of the numbers under a window, by hand, and the layers that make it. */
    private enum Kind {
        AVG, MAX;

        float of(float... window) {
            float sum = 0;
            float most = window[0];
            for (float value : window) {
                sum += value;
                most = Math.max(most, value);
            }
            return this == AVG ? sum / window.length : most;
        }

        LayerSpec overImages(int height, int width, int stride, Padding padding) {
            return this == AVG ? AvgPool2d.of(height, width).withStride(stride).withPadding(padding)
                    : MaxPool2d.of(height, width).withStride(stride).withPadding(padding);
        }

        LayerSpec overImages(int size) {
            return this == AVG ? AvgPool2d.of(size) : MaxPool2d.of(size);
        }

        LayerSpec overTime(int size, int stride, Padding padding) {
            return this == AVG ? AvgPool1d.of(size).withStride(stride).withPadding(padding)
                    : MaxPool1d.of(size).withStride(stride).withPadding(padding);
        }

        LayerSpec overTime(int size) {
            return this == AVG ? AvgPool1d.of(size) : MaxPool1d.of(size);
        }

        LayerSpec adaptive(int size) {
            return this == AVG ? AdaptiveAvgPool2d.of(size) : AdaptiveMaxPool2d.of(size);
        }

        LayerSpec ofWholeImages() {
            return this == AVG ? GlobalAvgPool2d.create() : GlobalMaxPool2d.create();
        }

        LayerSpec ofAllTime() {
            return this == AVG ? GlobalAvgPool1d.create() : GlobalMaxPool1d.create();
        }

        /** How the layers are called, such as {@code AvgPool2d} for {@code ?Pool2d}. */
        String named(String message) {
            return message.replace("?", this == AVG ? "Avg" : "Max");
        }
    }

    private static final Tensor NINE = Tensor.linspace(1, 9, 9).reshape(1, 3, 3, 1);

    @ParameterizedTest
    @EnumSource
    void over_images_take_what_lies_under_each_window(Kind of) {
        assertThat(run(of.overImages(2), NINE).toArray()).containsExactly(of.of(1, 2, 4, 5)); // the rest is left out
        // what is padded does not count
        assertThat(run(of.overImages(2, 2, 2, Padding.SAME), NINE).toArray()).containsExactly(of.of(1, 2, 4, 5), of.of(3, 6), of.of(7, 8), of.of(9));
        assertThat(run(of.overImages(2, 2, 1, Padding.VALID), NINE).toArray())
                .containsExactly(of.of(1, 2, 4, 5), of.of(2, 3, 5, 6), of.of(4, 5, 7, 8), of.of(5, 6, 8, 9));
        assertThat(run(of.overImages(1, 3, 3, Padding.VALID), NINE).toArray()).containsExactly(of.of(1, 2, 3));
    }

    @ParameterizedTest
    @EnumSource
    void over_time_take_what_lies_under_each_window(Kind of) {
        Tensor x = Tensor.of(Shape.of(1, 5, 1), 1f, 3f, 2f, 4f, 9f);
        assertThat(run(of.overTime(2), x).toArray()).containsExactly(of.of(1, 3), of.of(2, 4)); // the rest is left out
        // what is padded does not count
        assertThat(run(of.overTime(2, 2, Padding.SAME), x).toArray()).containsExactly(of.of(1, 3), of.of(2, 4), of.of(9));
        assertThat(run(of.overTime(2, 1, Padding.VALID), x).toArray()).containsExactly(of.of(1, 3), of.of(3, 2), of.of(2, 4), of.of(4, 9));
    }

    @ParameterizedTest
    @EnumSource
    void adaptive_ones_cut_windows_to_fit(Kind of) {
        Tensor sixteen = Tensor.linspace(1, 16, 16).reshape(1, 4, 4, 1);
        assertThat(run(of.adaptive(2), sixteen).toArray())
                .containsExactly(of.of(1, 2, 5, 6), of.of(3, 4, 7, 8), of.of(9, 10, 13, 14), of.of(11, 12, 15, 16));
        assertThat(run(of.adaptive(2), NINE).toArray()) // rows 0-1 and 1-2: uneven windows overlap
                .containsExactly(of.of(1, 2, 4, 5), of.of(2, 3, 5, 6), of.of(4, 5, 7, 8), of.of(5, 6, 8, 9));
        assertThat(run(of.adaptive(1), NINE).toArray()).containsExactly(of.of(1, 9)); // the mean of all is that of the ends
        Layer pool = of.adaptive(2).build(Shape.of(4, 4, 1), Build.of(RandomSource.of(0)));
        assertThat(pool.forward(Tensor.zeros(2, 7, 9, 1), Pass.inference()).shape()).isEqualTo(Shape.of(2, 2, 2, 1)); // any size, once built
    }

    @ParameterizedTest
    @EnumSource
    void global_ones_leave_one_number_for_each_channel(Kind of) {
        assertThat(run(of.ofWholeImages(), Tensor.of(Shape.of(1, 2, 2, 1), 1f, 6f, 3f, 2f)).toArray()).containsExactly(of.of(1, 6, 3, 2));
        assertThat(run(of.ofAllTime(), Tensor.of(Shape.of(1, 2, 2), 1f, 30f, 3f, 10f)).toArray()).containsExactly(of.of(1, 3), of.of(30, 10));
    }

    @ParameterizedTest
    @EnumSource
    void they_say_what_does_not_fit(Kind of) {
        Layer pool = of.overImages(2).build(Shape.of(4, 4, 1), Build.of(RandomSource.of(0)));
        String window = ": the window must fit into the sample, which is smaller. Use Padding.SAME or a smaller window. Shape ";
        assertThatThrownBy(() -> pool.forward(Tensor.zeros(2, 1, 4, 1), Pass.inference()))
                .hasMessage(of.named("?Pool2d[size=2]" + window + "[1, 4, 1]."));
        assertThatThrownBy(() -> pool.forward(List.of(), Pass.inference())).hasMessage(of.named("?Pool2d[size=2]: takes one input, got 0."));
        assertThatThrownBy(() -> of.overTime(6).outputShape(Shape.of(5, 1))).hasMessage(of.named("?Pool1d[size=6]" + window + "[5, 1]."));
        assertThatThrownBy(() -> of.ofWholeImages().outputShape(Shape.of(2, 2)))
                .hasMessageStartingWith(of.named("Global?Pool2d: needs samples [height, width, channels]"));
        assertThatThrownBy(() -> of.ofAllTime().outputShape(Shape.of(2, 2, 2)))
                .hasMessageStartingWith(of.named("Global?Pool1d: needs samples [time, channels]"));
    }

    @ParameterizedTest
    @EnumSource
    void they_check_their_options(Kind of) {
        assertThatThrownBy(() -> of.overImages(0)).hasMessage(of.named("?Pool2d: height must be > 0, got 0."));
        assertThatThrownBy(() -> of.overImages(2, 2, 2, Padding.CAUSAL)).hasMessage(of.named("?Pool2d: padding must be VALID or SAME, got CAUSAL."));
        assertThatThrownBy(() -> of.overImages(2, 2, 2, Padding.of(2)).build(Shape.of(4, 4, 1), Build.of(RandomSource.of(0))))
                .hasMessageContaining("padding must be smaller than the window");
        assertThatThrownBy(() -> of.overTime(2, -1, Padding.VALID)).hasMessage(of.named("?Pool1d: stride must be > 0, got -1."));
        assertThatThrownBy(() -> of.overTime(2, 2, Padding.CAUSAL)).hasMessage(of.named("?Pool1d: padding must be VALID or SAME, got CAUSAL."));
        assertThatThrownBy(() -> of.adaptive(0)).hasMessage(of.named("Adaptive?Pool2d: height must be > 0, got 0."));
    }

    @ParameterizedTest
    @EnumSource
    void they_print_what_differs(Kind of) {
        assertThat(of.overImages(3, 3, 2, Padding.SAME)).hasToString(of.named("?Pool2d[size=3, stride=2, padding=SAME]"));
        assertThat(of.overImages(2, 3, 2, Padding.VALID)).hasToString(of.named("?Pool2d[size=2x3, stride=2]"));
        assertThat(of.overTime(3, 2, Padding.SAME)).hasToString(of.named("?Pool1d[size=3, stride=2, padding=SAME]"));
        assertThat(of.overTime(3)).hasToString(of.named("?Pool1d[size=3]"));
        assertThat(of.adaptive(2)).hasToString(of.named("Adaptive?Pool2d[size=2]"));
    }

    @Nested
    class AvgPool2dKeeps extends OneLineContract {
        AvgPool2dKeeps() {
            super(Kind.AVG.overImages(2, 3, 2, Padding.SAME), Shape.of(5, 4, 2));
        }
    }

    @Nested
    class AdaptiveAvgPool2dKeeps extends OneLineContract {
        AdaptiveAvgPool2dKeeps() {
            super(AdaptiveAvgPool2d.of(2, 3), Shape.of(5, 4, 2));
        }
    }

    @Nested
    class GlobalAvgPool2dKeeps extends OneLineContract {
        GlobalAvgPool2dKeeps() {
            super(Kind.AVG.ofWholeImages(), Shape.of(3, 2, 3));
        }
    }

    @Nested
    class GlobalAvgPool1dKeeps extends OneLineContract {
        GlobalAvgPool1dKeeps() {
            super(Kind.AVG.ofAllTime(), Shape.of(4, 3));
        }
    }

    @Nested
    class MaxPool2dKeeps extends OneLineContract {
        MaxPool2dKeeps() {
            super(Kind.MAX.overImages(2, 3, 2, Padding.SAME), Shape.of(5, 4, 2));
        }
    }

    @Nested
    class AdaptiveMaxPool2dKeeps extends OneLineContract {
        AdaptiveMaxPool2dKeeps() {
            super(AdaptiveMaxPool2d.of(2, 3), Shape.of(5, 4, 2));
        }
    }

    @Nested
    class GlobalMaxPool2dKeeps extends OneLineContract {
        GlobalMaxPool2dKeeps() {
            super(Kind.MAX.ofWholeImages(), Shape.of(3, 2, 3));
        }
    }

    @Nested
    class GlobalMaxPool1dKeeps extends OneLineContract {
        GlobalMaxPool1dKeeps() {
            super(Kind.MAX.ofAllTime(), Shape.of(4, 3));
        }
    }

    /** Of poolings over time, for any way to slide. */
    abstract static class OverTime extends OneLineContract {

        private final Kind kind;

        OverTime(Kind kind) {
            super(kind.overTime(3, 2, Padding.SAME), Shape.of(5, 2));
            this.kind = kind;
        }

        @Test
        void padding_changes_nothing_for_any_way_to_slide() {
            for (LayerSpec spec : List.of(kind.overTime(2), kind.overTime(3, 1, Padding.SAME), kind.overTime(4, 3, Padding.SAME),
                    kind.overTime(3, 2, Padding.of(0, 0, 1, 1)))) {
                comparePadded(spec, Shape.of(7, 2));
            }
        }
    }

    @Nested
    class AvgPool1dKeeps extends OverTime {
        AvgPool1dKeeps() {
            super(Kind.AVG);
        }
    }

    @Nested
    class MaxPool1dKeeps extends OverTime {
        MaxPool1dKeeps() {
            super(Kind.MAX);
        }
    }
}
