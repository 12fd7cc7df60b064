package org.librate.metrics.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.librate.core.Tensor;
import org.librate.metrics.Evaluation;
import org.librate.metrics.GoldenCase;

class ForecastTest {

    @Test
    void scaled_errors_are_what_the_definition_says() {
        GoldenCase golden = GoldenCase.of("forecast", "forecast");
        Tensor history = Tensor.of(golden.curve("history"));
        assertThat(golden.value(Mase.of(history, 24))).isCloseTo(golden.values.get("Mase"), within(1e-12));
        assertThat(golden.value(Rmsse.of(history, 24))).isCloseTo(golden.values.get("Rmsse"), within(1e-12));
    }

    @Test
    void every_series_has_its_own_scale() {
        Tensor history = Tensor.of(new float[][] {{0, 0}, {1, 10}, {2, 20}});
        Mase mase = Mase.of(history, 1);
        assertThat(mase.scales()).isEqualTo(List.of(1.0, 10.0));
        Evaluation evaluation = Evaluation.of(Tensor.of(new float[][] {{4, 25}}), Tensor.of(new float[][] {{3, 30}}));
        assertThat(evaluation.get(mase)).isCloseTo((1 + 0.5) / 2, within(1e-12));
        assertThat(mase.name()).isEqualTo("mase");
        assertThat(mase).hasToString("Mase[scales=[1.0, 10.0]]");
        assertThatThrownBy(() -> Mase.of(Tensor.of(5f, 5f, 5f), 1)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("naive error must be > 0");
        assertThatThrownBy(() -> Mase.of(Tensor.of(5f, 5f), 7)).hasMessageContaining("the history needs at least 8 steps, got 2");
    }

    @Test
    void naive_forecasts_repeat_the_last_season() {
        assertThat(SeasonalNaive.of(3).forecast(Tensor.of(9f, 1f, 2f, 3f), 5).toArray()).containsExactly(1, 2, 3, 1, 2);
        assertThat(SeasonalNaive.of(1).forecast(Tensor.of(new float[][] {{1, 10}, {2, 20}}), 2)).hasToString(Tensor.of(new float[][] {{2, 20}, {2,
                20}}).toString());
    }

    @Test
    void coverage_is_best_at_its_level() {
        IntervalCoverage coverage = IntervalCoverage.of(0.9);
        assertThat(coverage.better(0.92, 0.99)).isTrue();
        assertThat(coverage.better(0.99, 0.92)).isFalse();
        assertThat(coverage.better(Double.NaN, 0.1)).isFalse();
        assertThatThrownBy(() -> Evaluation.of(Tensor.of(new float[][] {{2, 1}}), Tensor.of(1f)).get(coverage))
                .hasMessageContaining("must not be above");
    }
}
