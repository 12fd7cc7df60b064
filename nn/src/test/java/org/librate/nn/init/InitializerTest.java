package org.librate.nn.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.librate.core.DType;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.random.RandomSource;
import org.librate.core.random.RandomStream;

class InitializerTest {

    private static final RandomStream STREAM = RandomSource.of(7).stream("init").at(0);

    /** A convolution of 2 × 2 from 40 to 100 channels. */
    private static final Shape SHAPE = Shape.of(2, 2, 40, 100);

    /** By name: initializer, deviation, largest value. */
    private record Drawn(Initializer initializer, double deviation, double largest) {
    }

    private static Map<String, Drawn> drawn() {
        double inputs = 160;
        double outputs = 400; // the field counts for outputs as well
        Map<String, Drawn> all = new LinkedHashMap<>();
        uniform(all, "HeUniform", Initializer.heUniform(), Math.sqrt(6 / inputs));
        uniform(all, "GlorotUniform", Initializer.glorotUniform(), Math.sqrt(6 / (inputs + outputs)));
        uniform(all, "LeCunUniform", Initializer.leCunUniform(), Math.sqrt(3 / inputs));
        uniform(all, "Uniform[low=-0.5, high=0.5]", Initializer.uniform(-0.5, 0.5), 0.5);
        normal(all, "HeNormal", Initializer.heNormal(), Math.sqrt(2 / inputs));
        normal(all, "GlorotNormal", Initializer.glorotNormal(), Math.sqrt(2 / (inputs + outputs)));
        normal(all, "LeCunNormal", Initializer.leCunNormal(), Math.sqrt(1 / inputs));
        normal(all, "Normal[mean=0.0, deviation=0.02]", Initializer.normal(0.02), 0.02);
        all.put("TruncatedNormal[deviation=0.1]", new Drawn(Initializer.truncatedNormal(0.1), 0.1 * 0.8796256610342398, 0.2));
        return all;
    }

    private static void uniform(Map<String, Drawn> all, String name, Initializer initializer, double limit) {
        all.put(name, new Drawn(initializer, limit / Math.sqrt(3), limit));
    }

    private static void normal(Map<String, Drawn> all, String name, Initializer initializer, double deviation) {
        all.put(name, new Drawn(initializer, deviation, 6 * deviation));
    }

    @TestFactory
    Stream<DynamicTest> mean_deviation_and_range_are_as_promised() {
        return drawn().entrySet().stream().map(one -> dynamicTest(one.getKey(), () -> {
            Drawn drawn = one.getValue();
            Tensor values = drawn.initializer.sample(SHAPE, STREAM);
            assertThat(values.shape()).isEqualTo(SHAPE);
            assertThat(values.dtype()).isEqualTo(DType.FLOAT32);
            assertThat(values.mean().item()).isCloseTo(0, within(0.03 * drawn.deviation));          // 16,000 numbers: 3.8 deviations of the mean
            assertThat(values.std().item()).isCloseTo(drawn.deviation, within(0.02 * drawn.deviation));
            assertThat(values.abs().max().item()).isLessThanOrEqualTo(drawn.largest * 1.000001).isGreaterThan(0.55 * drawn.largest);
        }));
    }

    @TestFactory
    Stream<DynamicTest> the_same_stream_gives_the_same_values_and_another_gives_others() {
        return drawn().entrySet().stream().map(one -> dynamicTest(one.getKey(), () -> {
            Initializer initializer = one.getValue().initializer;
            float[] values = initializer.sample(SHAPE, STREAM).toArray();
            assertThat(initializer.sample(SHAPE, STREAM).toArray()).containsExactly(values);
            assertThat(initializer.sample(SHAPE, STREAM.withDraw(1)).toArray()).isNotEqualTo(values);
        }));
    }

    @Test
    void they_print_as_written_and_equal_their_like() {
        drawn().forEach((name, one) -> assertThat(one.initializer).hasToString(name).isEqualTo(drawn().get(name).initializer));
        assertThat(Initializer.zeros()).hasToString("Zeros");
        assertThat(Initializer.ones()).hasToString("Ones");
        assertThat(Initializer.constant(0.5)).hasToString("Constant[0.5]");
        assertThat(Initializer.orthogonal()).hasToString("Orthogonal");
        assertThat(Initializer.orthogonal(2)).hasToString("Orthogonal[gain=2.0]");
    }

    @Test
    void orthogonal_vectors_are_at_right_angles() {
        for (Shape shape : new Shape[] {Shape.of(60, 20), Shape.of(20, 60), Shape.of(30, 30), Shape.of(3, 3, 8, 16), Shape.of(1, 1)}) {
            Tensor w = Initializer.orthogonal(2).sample(shape, STREAM).reshape(-1, shape.last());
            Tensor square = w.dim(0) >= w.dim(1) ? w.transpose().matmul(w) : w.matmul(w.transpose());
            Tensor off = square.sub(Tensor.eye((int) square.dim(0)).mul(4));
            assertThat(off.abs().max().item()).as("%s", shape).isLessThan(1e-5);
        }
    }

    @Test
    void orthogonal_is_not_for_vectors() {
        assertThatThrownBy(() -> Initializer.orthogonal().sample(Shape.of(3), STREAM)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Orthogonal").hasMessageContaining("[3]");
    }

    @Test
    void a_bias_of_log_frequencies_answers_the_frequencies() {
        Tensor bias = Initializer.logFrequencies(70, 20, 10).sample(Shape.of(3), STREAM);
        assertThat(bias.softmax(0).toArray()).containsExactly(new float[] {0.7f, 0.2f, 0.1f}, within(1e-6f));
        assertThat(Initializer.logOdds(100, 25, 50).sample(Shape.of(2), STREAM).sigmoid().toArray())
                .containsExactly(new float[] {0.25f, 0.5f}, within(1e-6f));
    }

    @Test
    void counts_are_checked() {
        assertThatThrownBy(() -> Initializer.logFrequencies(3, 0)).hasMessage("Initializer.logFrequencies: counts must be > 0 and finite, got 0.0.");
        assertThatThrownBy(() -> Initializer.logOdds(10, 10)).hasMessage("Initializer.logOdds: positives must be between 0 and 10.0 rows, got 10.0.");
        assertThatThrownBy(() -> Initializer.logFrequencies(3, 1).sample(Shape.of(3), STREAM))
                .hasMessageContaining("Initializer.logFrequencies").hasMessageContaining("2 outputs").hasMessageContaining("[3]");
    }

    @Test
    void options_are_checked() {
        assertThatThrownBy(() -> Initializer.uniform(1, 1)).hasMessage("Initializer.uniform: low must be < high, got 1.0 and 1.0.");
        assertThatThrownBy(() -> Initializer.normal(-1)).hasMessage("Initializer.normal: deviation must be > 0 and finite, got -1.0.");
        assertThatThrownBy(() -> Initializer.constant(Double.NaN)).hasMessageContaining("Initializer.constant: value must be finite");
    }
}
