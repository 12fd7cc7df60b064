package org.librate.metrics.interval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.ForkJoinPool;
import org.junit.jupiter.api.Test;
import org.librate.core.Tensor;
import org.librate.core.metric.Mae;
import org.librate.metrics.classification.Recall;
import org.librate.metrics.classification.RocAuc;

/** Reference numbers: intervals.py beside the golden file. */
class IntervalsTest {

    private static final Tensor TARGETS = Tensor.of(1, 1, 0, 0, 1, 0, 0, 1, 0, 1, 1, 0, 0, 0, 0, 0, 1, 0, 0, 1, 1, 0, 1, 1, 0, 0, 0, 0, 1, 0, 1, 1, 0,
            0, 1, 0, 1, 0, 0, 1);
    private static final Tensor FIRST = Tensor.of(-1.0, 1.3, 0.8, -0.5, -0.3, 0.0, -0.1, 2.7, 0.9, 1.2, 2.3, -0.2, -1.1, 0.7, 0.7, -0.3, 0.1, 0.3,
            -3.0, 1.8, 1.6,
            -2.0, 1.1, -0.2, 0.9, -2.4, -1.1, 0.9, 2.4, -2.6, 0.4, 1.4, -0.7, 1.9, -0.4, 0.4, -0.3, 1.7, -0.0, 0.6);
    private static final Tensor SECOND = Tensor.of(-1.7, 2.2, 1.0, 0.4, 1.0, 0.3, -0.6, 0.9, -0.2, 1.9, 0.2, -0.6, -0.8, 0.5, 0.8, -1.1, -1.1, 0.1,
            -0.5, 1.7, 1.2,
            -1.3, 1.0, -0.1, 1.1, -1.8, -0.4, 0.4, 1.8, -1.1, 2.4, 2.1, 0.8, -0.7, -0.3, -0.3, 0.5, -1.0, 0.9, 1.4);
    private static final Tensor ERRORS = Tensor.of(1.72, 4.11, 1.19, 0.47, 0.82, 1.21, 1.44, 0.19, 0.3, 1.99, 0.6, 0.32, 0.38, 0.93, 1.61, 0.18, 0.2,
            3.95, 0.63,
            1.24, 0.74, 0.47, 2.65, 0.31, 0.34, 0.45, 1.55, 1.05, 1.71, 1.08, 0.13, 0.1, 1.8, 0.39, 1.28, 1.08, 0.26, 1.26, 0.27, 1.98, 2.97, 1.24,
            0.05, 0.12,
            0.82, 1.03, 0.61, 1.37, 2.1, 0.47);

    @Test
    void wilson_is_as_the_reference_says() {
        double[][] expected = {{93, 100, 0.862504852609265, 0.9656807389327274}, {0, 10, 0, 0.27753279986288926}, {10, 10, 0.7224672001371106, 1},
            {1, 3, 0.06149194472039626, 0.7923403991979523}};
        for (double[] one : expected) {
            Interval interval = Wilson.interval(one[0], one[1], 0.95);
            assertThat(interval.low()).isCloseTo(one[2], within(1e-13));
            assertThat(interval.high()).isCloseTo(one[3], within(1e-13));
        }
        assertThat(Wilson.interval(93, 100, 0.95)).hasToString("0.9300 [0.8625, 0.9657] at 95 %");
        assertThatThrownBy(() -> Wilson.interval(4, 3, 0.95)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("number of hits");
    }

    @Test
    void mcnemar_is_as_the_reference_says() {
        assertThat(new McNemar(12, 5, 100).exact().pValue()).isCloseTo(0.143463134765625, within(1e-12));
        assertThat(new McNemar(12, 5, 100).chiSquare().statistic()).isCloseTo(2.1176470588235294, within(1e-13));
        assertThat(new McNemar(12, 5, 100).chiSquare().pValue()).isCloseTo(0.1456100953968629, within(1e-13));
        assertThat(new McNemar(30, 14, 100).exact().pValue()).isCloseTo(0.022628841205914796, within(1e-12));
        assertThat(new McNemar(0, 6, 100).exact().pValue()).isCloseTo(0.03125, within(1e-13));
        assertThat(new McNemar(0, 0, 100).exact().pValue()).isEqualTo(1);
        assertThat(new McNemar(0, 0, 100).chiSquare().pValue()).isEqualTo(1);
        assertThat(McNemar.of(Tensor.of(1, 1, 0, 2), Tensor.of(1, 0, 0, 1), Tensor.of(1, 1, 1, 1))).isEqualTo(new McNemar(1, 1, 4));
    }

    @Test
    void delong_is_as_its_definition_says() {
        Interval interval = DeLong.interval(FIRST, TARGETS, 0.95);
        assertThat(interval.value()).isCloseTo(0.7135549872122762, within(1e-13));
        assertThat(interval.low()).isCloseTo(0.5486971143188693, within(1e-13));
        assertThat(interval.high()).isCloseTo(0.8784128601056831, within(1e-13));
        TestResult result = DeLong.test(FIRST, SECOND, TARGETS);
        assertThat(result.difference()).isCloseTo(-0.07289002557544766, within(1e-13));
        assertThat(result.statistic()).isCloseTo(-0.8935550384717351, within(1e-11));
        assertThat(result.pValue()).isCloseTo(0.37156001177572684, within(1e-11));
        assertThat(DeLong.test(FIRST, FIRST, TARGETS).pValue()).isEqualTo(1);
        assertThatThrownBy(() -> DeLong.interval(Tensor.of(0.1f, 0.2f), Tensor.of(0, 1), 0.95)).hasMessageContaining("needs two rows of each class");
    }

    @Test
    void corrected_t_test_is_as_the_reference_says() {
        double[] first = {0.81, 0.84, 0.79, 0.88, 0.83, 0.80, 0.86, 0.82, 0.85, 0.84};
        double[] second = {0.80, 0.81, 0.80, 0.85, 0.80, 0.79, 0.83, 0.82, 0.83, 0.80};
        CorrectedTTest test = CorrectedTTest.of(first, second, 900, 100);
        assertThat(test.test().statistic()).isCloseTo(2.592397349456146, within(1e-11));
        assertThat(test.test().pValue()).isCloseTo(0.029098825054950136, within(1e-11));
        assertThat(test.interval(0.95).low()).isCloseTo(0.0024203710699739756, within(1e-11));
        assertThat(CorrectedTTest.of(first, first, 900, 100).test().pValue()).isEqualTo(1);
    }

    private static Interval bootstrap(Bootstrap.Method method) {
        return Bootstrap.of(Mae.metric()).withMethod(method).withResamples(20_000).withSeed(3).run(ERRORS, ERRORS.mul(0f));
    }

    @Test
    void bootstrap_agrees_with_the_reference_up_to_its_draws() {
        Interval plain = bootstrap(Bootstrap.Method.PERCENTILE);
        assertThat(plain.low()).isCloseTo(0.8248, within(0.01));
        assertThat(plain.high()).isCloseTo(1.3294, within(0.01));
        Interval moved = bootstrap(Bootstrap.Method.BCA);
        assertThat(moved.low()).isCloseTo(0.8456, within(0.01));
        assertThat(moved.high()).isCloseTo(1.3612, within(0.015));
    }

    @Test
    void bootstrap_is_the_same_for_any_number_of_threads() throws Exception {
        Bootstrap bootstrap = Bootstrap.of(RocAuc.metric()).withResamples(200).withSeed(1);
        Interval here = bootstrap.run(FIRST, TARGETS);
        ForkJoinPool one = new ForkJoinPool(1);
        try {
            assertThat(one.submit(() -> bootstrap.run(FIRST, TARGETS)).get()).isEqualTo(here);
        } finally {
            one.shutdown();
        }
        assertThat(bootstrap.withSeed(2).run(FIRST, TARGETS)).isNotEqualTo(here);
        assertThat(here.contains(here.value())).isTrue();
    }

    @Test
    void bootstrap_keeps_rare_classes_when_asked() {
        Tensor scores = Tensor.of(0.9f, 0.2f, 0.7f, 0.4f, 0.6f, 0.1f, 0.3f, 0.8f);
        Tensor targets = Tensor.of(1, 0, 0, 0, 0, 0, 0, 1);
        Bootstrap bootstrap = Bootstrap.of(Recall.metric()).withResamples(300);
        assertThatThrownBy(() -> bootstrap.run(scores, targets)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("recall must be defined on every resample").hasMessageContaining("withStratified(true)");
        assertThat(bootstrap.withStratified(true).run(scores, targets)).isEqualTo(new Interval(1, 1, 1, 0.95));
    }

    @Test
    void weights_count_in_a_bootstrap() {
        Tensor weights = Tensor.of(ERRORS.toDoubles()).mul(0.0).add(2.0);
        Bootstrap bootstrap = Bootstrap.of(Mae.metric()).withResamples(50);
        assertThat(bootstrap.run(ERRORS, ERRORS.mul(0f), weights).low()).isCloseTo(bootstrap.run(ERRORS, ERRORS.mul(0f)).low(), within(1e-12));
    }

    @Test
    void results_read_well() {
        assertThat(new McNemar(12, 5, 100).exact()).hasToString("McNemar, exact: difference 0.0700, p = 0.1435");
        assertThat(new McNemar(30, 14, 100).exact().significantAt(0.05)).isTrue();
        assertThat(new Interval(0.5, 0.4, 0.7, 0.9).width()).isCloseTo(0.3, within(1e-12));
    }
}
