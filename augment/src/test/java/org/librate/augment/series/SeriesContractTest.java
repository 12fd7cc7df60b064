package org.librate.augment.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.librate.augment.Applied;
import org.librate.augment.Augmentation;
import org.librate.augment.Draw;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.data.BadFileException;
import org.librate.core.data.Dataset;
import org.librate.core.data.Row;
import org.librate.core.data.TensorDataset;

/** What every transform of series promises: a new one is a line here. */
class SeriesContractTest {

    /** The transform, the same with settings that change nothing, and whether it moves steps in time. */
    static Stream<Arguments> transforms() {
        return Stream.of(
                Arguments.of(Jitter.of(0.1), Jitter.of(0), false),
                Arguments.of(Scaling.of(0.2), Scaling.of(0), false),
                Arguments.of(MagnitudeWarp.of(0.2), MagnitudeWarp.of(0), false),
                Arguments.of(TimeWarp.of(0.4), TimeWarp.of(0), true),
                Arguments.of(WindowSlice.of(0.7), WindowSlice.of(1), true),
                Arguments.of(WindowWarp.of(0.3), WindowWarp.of(0.3).withSpeeds(1, 1), true),
                Arguments.of(Permutation.of(4), Permutation.of(1), true),
                Arguments.of(Drift.of(0.5), Drift.of(0), false),
                Arguments.of(StepDropout.of(0.2), StepDropout.of(0), false),
                Arguments.of(SpectrogramMask.of(8, 2), SpectrogramMask.of(0, 0), false));
    }

    /** Feature 0 says the time, feature 1 the class of the step, feature 2 is a wave. */
    private static Series series(int time) {
        float[] values = new float[time * 3];
        int[] steps = new int[time];
        for (int t = 0; t < time; t++) {
            steps[t] = t / 10;
            values[3 * t] = t;
            values[3 * t + 1] = steps[t];
            values[3 * t + 2] = (float) Math.sin(t / 3.0);
        }
        return Series.of(time, 3, values).withLabel(1).withStepLabels(steps);
    }

    @ParameterizedTest
    @MethodSource("transforms")
    void keeps_the_number_of_steps_and_what_it_was_given(SeriesTransform transform, SeriesTransform nothing, boolean moves) {
        for (int time : new int[] {1, 2, 7, 50}) {
            Series before = series(time);
            Series after = transform.apply(before, Draw.of(1, 0, 0)).sample();
            assertThat(after.time()).isEqualTo(time);
            assertThat(after.features()).isEqualTo(3);
            assertThat(after.label()).isEqualTo(1);
            assertThat(after.stepLabels()).hasSize(time);
            for (float value : after.values()) {
                assertThat(value).isFinite();
            }
            assertThat(before).isEqualTo(series(time));
            if (!moves) {
                assertThat(after.stepLabels()).isEqualTo(before.stepLabels());
            }
        }
        assertThat(transform.apply(series(50), Draw.of(1, 0, 1)).sample()).isNotEqualTo(series(50));
    }

    @ParameterizedTest
    @MethodSource("transforms")
    void moves_the_classes_of_steps_with_them(SeriesTransform transform, SeriesTransform nothing, boolean moves) {
        if (!moves) {
            return;
        }
        Series after = transform.apply(series(50), Draw.of(2, 0, 3)).sample();
        for (int t = 0; t < 50; t++) {
            float time = after.values()[3 * t];
            assertThat(Math.abs(after.stepLabels()[t] - time / 10 + 0.45)).as("%s: step %s comes from %s", transform, t, time).isLessThan(0.56);
            assertThat(after.values()[3 * t + 1]).isCloseTo(after.stepLabels()[t], within(0.51f));
        }
    }

    @ParameterizedTest
    @MethodSource("transforms")
    void changes_nothing_if_asked_for_nothing(SeriesTransform transform, SeriesTransform nothing, boolean moves) {
        Series after = nothing.apply(series(50), Draw.of(3, 0, 0)).sample();
        for (int i = 0; i < 150; i++) {
            assertThat(after.values()[i]).isCloseTo(series(50).values()[i], within(1e-4f));
        }
        assertThat(after.stepLabels()).isEqualTo(series(50).stepLabels());
    }

    @ParameterizedTest
    @MethodSource("transforms")
    void is_a_function_of_its_draw_and_comes_back_from_its_json(SeriesTransform transform, SeriesTransform nothing, boolean moves)
            throws BadFileException {
        Applied<Series> once = transform.apply(series(50), Draw.of(5, 1, 2));
        assertThat(transform.apply(series(50), Draw.of(5, 1, 2)).sample()).isEqualTo(once.sample());
        assertThat(transform.apply(series(50), Draw.of(5, 2, 2)).sample()).isNotEqualTo(once.sample());
        Augmentation<Series> augment = Augmentation.of(transform).withSeed(9);
        assertThat(Augmentation.<Series>fromJson(augment.toJson()).apply(series(50), 1, 2).sample())
                .isEqualTo(augment.apply(series(50), 1, 2).sample());
        assertThat(transform.toString()).startsWith(transform.getClass().getSimpleName());
    }

    @Test void splines_go_through_their_knots() {
        double[] curve = Curves.spline(new double[] {1, 3, 2, 5}, 31);
        assertThat(curve[0]).isCloseTo(1, within(1e-9));
        assertThat(curve[10]).isCloseTo(3, within(1e-9));
        assertThat(curve[20]).isCloseTo(2, within(1e-9));
        assertThat(curve[30]).isCloseTo(5, within(1e-9));
        // by hand: the second derivatives are 0, -6.4, 7.6 and 0, so that half way to the second knot it is 2 + 6.4 / 16
        assertThat(curve[5]).isCloseTo(2.0 + 6.4 / 16, within(1e-9));
        assertThat(Arrays.stream(Curves.spline(new double[] {2, 2}, 5)).toArray()).containsOnly(2);
    }

    @Test void targets_as_long_as_the_series_move_or_are_said_to_stay() {
        TensorDataset series = TensorDataset.of(Tensor.of(Shape.of(1, 6, 1), new float[6])).withTarget("steps", Tensor.of(new int[6]).reshape(1, 6));
        Dataset values = series.withTarget("values", Tensor.of(new float[6]).reshape(1, 6));
        Dataset more = series.withTarget("more", Tensor.of(new int[6]).reshape(1, 6));
        SeriesRows plan = SeriesRows.of(Augmentation.<Series>sequence(TimeWarp.of(0.2)));
        assertThat(plan.training(series).size()).isEqualTo(1);
        assertThatThrownBy(() -> plan.training(values)).hasMessageContaining("withFixed(\"values\")");
        assertThatThrownBy(() -> plan.training(more)).hasMessageContaining("withFixed(\"more\")");
        Dataset fixed = plan.withFixed("values").training(values);
        fixed.read(0, Row.of(fixed.fields(), 0));
    }
}
