package org.librate.core.kernel.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.librate.core.DType;
import org.librate.core.Shape;
import org.librate.core.kernel.KernelOp;
import org.librate.core.kernel.NativeArray;
import org.librate.core.kernel.RandomFn;
import org.librate.core.kernel.Width;
import org.librate.core.random.RandomStream;

class HostRandomTest {

    private static final RandomStream STREAM = RandomStream.of(0x1234_5678_9ABC_DEF0L, 17);
    private final int width = Width.limit();

    @AfterEach
    void restoreWidth() {
        Width.limit(width);
    }

    private static NativeArray draw(RandomFn fn, double a, double b, DType type, int n) {
        NativeArray y = Natives.empty(type, Shape.of(n));
        HostRandom.random(new KernelOp.Random(fn, a, b), Natives.key(STREAM.key(), STREAM.draw()), y).run();
        Natives.checkGuards(y);
        return y;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 512, 1023, 1024, 1025, 5000})
    void tensors_hold_the_numbers_of_the_stream(int n) {
        double[] uniform = Natives.toArray(draw(RandomFn.UNIFORM, 0, 1, DType.FLOAT64, n));
        double[] ranged = Natives.toArray(draw(RandomFn.UNIFORM, -3, 4, DType.FLOAT64, n));
        double[] normal = Natives.toArray(draw(RandomFn.NORMAL, 0, 1, DType.FLOAT64, n));
        double[] scaled = Natives.toArray(draw(RandomFn.NORMAL, 2, 5, DType.FLOAT64, n));
        double[] events = Natives.toArray(draw(RandomFn.BERNOULLI, 0.3, 0, DType.FLOAT32, n));
        double[] integers = Natives.toArray(draw(RandomFn.INTEGERS, -5, 1000, DType.INT32, n));
        double[] uniformFloats = Natives.toArray(draw(RandomFn.UNIFORM, 0, 1, DType.FLOAT32, n));
        double[] normalFloats = Natives.toArray(draw(RandomFn.NORMAL, 0, 1, DType.FLOAT32, n));
        float[] expectedUniforms = STREAM.uniformFloats(n);
        float[] expectedNormals = STREAM.normalFloats(n);
        for (int i = 0; i < n; i++) {
            assertThat(uniform[i]).isEqualTo(STREAM.uniform(i));
            assertThat(ranged[i]).isEqualTo(STREAM.uniform(i, -3, 4));
            assertThat(normal[i]).isEqualTo(STREAM.normal(i));
            assertThat(scaled[i]).isEqualTo(STREAM.normal(i, 2, 5));
            assertThat(events[i]).isEqualTo(STREAM.bernoulli(i, 0.3) ? 1 : 0);
            assertThat(integers[i]).isEqualTo(STREAM.integer(i, -5, 1000));
            assertThat(uniformFloats[i]).isEqualTo(expectedUniforms[i]);
            assertThat(normalFloats[i]).isEqualTo(expectedNormals[i]);
        }
    }

    @ParameterizedTest
    @EnumSource(RandomFn.class)
    void any_number_of_threads_gives_the_same(RandomFn fn) {
        DType type = fn == RandomFn.INTEGERS ? DType.INT64 : DType.FLOAT32;
        int n = (1 << 19) + 11;
        double b = fn == RandomFn.INTEGERS ? 90 : 1;
        Width.limit(1);
        double[] alone = Natives.toArray(draw(fn, 0.25, b, type, n));
        Width.limit(5);
        assertThat(Natives.toArray(draw(fn, 0.25, b, type, n))).isEqualTo(alone);
    }

    @ParameterizedTest
    @EnumSource(DType.class)
    void events_fit_every_type(DType type) {
        double[] events = Natives.toArray(draw(RandomFn.BERNOULLI, 0.5, 0, type, 2000));
        for (int i = 0; i < 2000; i++) {
            assertThat(events[i]).isEqualTo(STREAM.bernoulli(i, 0.5) ? 1 : 0);
        }
    }

    @Test
    void a_float_range_excludes_its_end() {
        for (double x : Natives.toArray(draw(RandomFn.UNIFORM, 1000, 1000.001, DType.FLOAT32, 100_000))) {
            assertThat(x).isGreaterThanOrEqualTo(1000).isLessThan((float) 1000.001);
        }
    }

    @Test
    void the_key_is_read_in_every_run() {
        NativeArray key = Natives.key(1, 1);
        NativeArray y = Natives.empty(DType.FLOAT64, Shape.of(5));
        var call = HostRandom.random(new KernelOp.Random(RandomFn.UNIFORM, 0, 1), key, y);
        call.run();
        assertThat(Natives.toArray(y)).isEqualTo(RandomStream.of(1, 1).uniforms(5));
        key.block().longs().put(key.start() + 1, 2);
        call.run();
        assertThat(Natives.toArray(y)).isEqualTo(RandomStream.of(1, 2).uniforms(5));
    }

    @Test
    void rejects_what_makes_no_sense() {
        assertThatThrownBy(() -> draw(RandomFn.UNIFORM, 0, 1, DType.INT32, 3)).hasMessageContaining("UNIFORM needs a floating type");
        assertThatThrownBy(() -> draw(RandomFn.INTEGERS, 3, 3, DType.INT32, 3)).hasMessageContaining("3 and 3");
    }
}
