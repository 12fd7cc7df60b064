package org.librate.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.librate.core.random.RandomSource;
import org.librate.core.random.RandomStream;

/** Random tensors are the numbers of their stream. */
class RandomTensorTest {

    private static final RandomStream STREAM = RandomSource.of(42).stream("w").at(3);
    private static final int N = 1001;

    @Test
    void hold_the_numbers_that_the_stream_gives_itself() {
        assertThat(Tensor.uniform(Shape.of(N), 0, 1, STREAM).toArray()).containsExactly(STREAM.uniformFloats(N));
        assertThat(Tensor.normal(Shape.of(N), 0, 1, STREAM).toArray()).containsExactly(STREAM.normalFloats(N));
        assertThat(Tensor.integers(Shape.of(N), -5, 70, STREAM).toInts()).containsExactly(STREAM.integers(N, -5, 70));
        boolean[] events = Tensor.bernoulli(Shape.of(N), 0.3, STREAM).toBooleans();
        IntStream.range(0, N).forEach(i -> assertThat(events[i]).isEqualTo(STREAM.bernoulli(i, 0.3)));
        float[] spread = Tensor.uniform(Shape.of(N), -2, 6, STREAM).toArray();
        float[] moved = Tensor.normal(Shape.of(N), 5, 0.5, STREAM).toArray();
        IntStream.range(0, N).forEach(i -> {
            assertThat(spread[i]).isBetween(-2f, Math.nextDown(6f)).isCloseTo((float) STREAM.uniform(i, -2, 6), within(1e-5f));
            assertThat(moved[i]).isCloseTo((float) STREAM.normal(i, 5, 0.5), within(1e-5f));
        });
    }

    @Test
    void depend_on_the_stream_and_the_place_alone() {
        float[] first = Tensor.normal(Shape.of(N), 0, 1, STREAM).toArray();
        assertThat(Tensor.normal(Shape.of(N), 0, 1, STREAM).toArray()).containsExactly(first);
        assertThat(Tensor.normal(Shape.of(1, N), 0, 1, STREAM).toArray()).containsExactly(first);
        assertThat(Tensor.normal(Shape.of(N - 1), 0, 1, STREAM).toArray()).containsExactly(Arrays.copyOf(first, N - 1));
        assertThat(Tensor.normal(Shape.of(N), 0, 1, STREAM.withDraw(4)).toArray()).isNotEqualTo(first);
        assertThat(Tensor.normal(Shape.of(N), 0, 1, RandomSource.of(43).stream("w").at(3)).toArray()).isNotEqualTo(first);
        assertThat(Tensor.key(STREAM).toLongs()).containsExactly(STREAM.key(), STREAM.draw());
    }

    @Test
    void drawn_by_a_key_are_new_in_each_replay_of_a_step() {
        Tensor key = Tensor.key(STREAM.withDraw(0));
        try (Step step = Step.of("noise", in -> Tensor.normal(DType.FLOAT32, in.get(0).shape(), 5, 2, key))) {
            for (int draw = 0; draw < 4; draw++) {
                key.assign(STREAM.key(), draw);
                assertThat(step.run(Tensor.zeros(2, 3)).toArray())
                        .containsExactly(Tensor.normal(Shape.of(2, 3), 5, 2, STREAM.withDraw(draw)).toArray());
            }
            assertThat(step.explain()).contains("replayed");
        }
        assertThat(Tensor.normal(DType.FLOAT64, Shape.of(N), 0, 1, key).cast(DType.FLOAT32).toArray())
                .containsExactly(STREAM.withDraw(3).normalFloats(N), within(1e-5f));
        assertThatThrownBy(() -> Tensor.normal(DType.INT32, Shape.of(1), 0, 1, key)).hasMessageContainingAll("normal", "floating type", "INT32");
        assertThatThrownBy(() -> Tensor.normal(DType.FLOAT32, Shape.of(1), 0, 1, Tensor.zeros(2)))
                .hasMessageContainingAll("normal", "key must be INT64 [2]");
    }

    @Test
    void reach_their_limits() {
        assertThat(Tensor.bernoulli(Shape.of(100), 0, STREAM).any().toBooleans()).containsExactly(false);
        assertThat(Tensor.bernoulli(Shape.of(100), 1, STREAM).all().toBooleans()).containsExactly(true);
        assertThat(Tensor.normal(Shape.of(3), 2, 0, STREAM).toArray()).containsExactly(2, 2, 2);
        assertThat(Tensor.uniform(Shape.of(0), 0, 1, STREAM).size()).isZero();
        assertThat(Tensor.integers(Shape.of(10), 4, 5, STREAM).toInts()).containsOnly(4);
    }

    @Test
    void refuse_ranges_that_are_none() {
        assertThatThrownBy(() -> Tensor.uniform(Shape.of(1), 1, 1, STREAM)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("uniform", "low must be < high", "1.0 and 1.0");
        assertThatThrownBy(() -> Tensor.integers(Shape.of(1), 2, 1, STREAM)).hasMessageContainingAll("integers", "2 and 1");
        assertThatThrownBy(() -> Tensor.normal(Shape.of(1), 0, -1, STREAM)).hasMessageContainingAll("normal", "deviation must be >= 0");
        assertThatThrownBy(() -> Tensor.bernoulli(Shape.of(1), 1.5, STREAM)).hasMessageContainingAll("bernoulli", "[0.0, 1.0]", "1.5");
    }

    @Test
    void dropout_keeps_the_mean_and_its_gradient_the_mask() {
        Tensor x = Tensor.ones(100_000).tracked();
        Tensor key = Tensor.key(STREAM);
        Tensor y = x.dropout(0.25, key);
        assertThat(y.mean().item()).isCloseTo(1, within(0.01)); // six deviations of √(0.25 / 0.75 / 100000)
        float[] values = y.toArray();
        for (float value : values) {
            assertThat(value == 0 || Math.abs(value - 4 / 3f) < 1e-6).isTrue();
        }
        assertThat(Gradients.of(y.sum()).get(x).toArray()).containsExactly(values);
        assertThat(x.dropout(0.25, key).toArray()).containsExactly(values);
        assertThat(x.dropout(0.25, Tensor.key(STREAM.withDraw(4))).toArray()).isNotEqualTo(values);
        assertThat(x.dropout(0, key)).isSameAs(x);
        assertThatThrownBy(() -> x.dropout(1, key)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("dropout", "rate must be in [0, 1)", "got 1.0");
        assertThatThrownBy(() -> x.dropout(0.5, Tensor.of(1, 2))).isInstanceOf(ShapeException.class)
                .hasMessageContainingAll("dropout", "INT64 [2]", "INT32");
    }
}
