package org.librate.core.kernel.host;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.librate.core.DType;
import org.librate.core.Shape;
import org.librate.core.kernel.KernelOp;
import org.librate.core.kernel.NativeArray;
import org.librate.core.kernel.Width;
import org.librate.core.random.Dropping;
import org.librate.core.random.Threefry;

class HostDropoutTest {

    private static final long KEY = 0x1234_5678_9ABC_DEF0L;
    private static final long STREAM = Threefry.streamKey(KEY, 17);
    private final int width = Width.limit();

    @AfterEach
    void restoreWidth() {
        Width.limit(width);
    }

    private static boolean drops(double rate, int i) {
        return Dropping.of(rate).drops(STREAM, i);
    }

    private static void run(KernelOp.Dropout op, NativeArray x, @Nullable NativeArray onto, NativeArray y, @Nullable NativeArray mask) {
        HostDropout.dropout(op, x, Natives.key(KEY, 17), onto, y, mask).run();
        Natives.checkGuards(y);
        if (mask != null) {
            Natives.checkGuards(mask);
        }
    }

    /** Every third below zero. */
    private static NativeArray numbers(DType type, int n) {
        NativeArray x = Natives.empty(type, Shape.of(n));
        for (int i = 0; i < n; i++) {
            Natives.put(x, i, i % 3 == 0 ? -i : i);
        }
        return x;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 1023, 1024, 1025, 2047, 2048, 2049, 3072, 3073, 100_000})
    void keeps_and_scales_the_rest_of_any_number(int n) {
        for (DType type : new DType[] {DType.FLOAT32, DType.FLOAT64}) {
            NativeArray x = numbers(type, n);
            NativeArray y = Natives.empty(type, Shape.of(n));
            NativeArray mask = Natives.empty(type, Shape.of(n));
            run(new KernelOp.Dropout(0.2), x, null, y, mask);
            for (int i = 0; i < n; i++) {
                assertThat(Natives.get(mask, i)).isEqualTo(drops(0.2, i) ? 0 : 1.25);
                assertThat(Natives.get(y, i)).isEqualTo(drops(0.2, i) ? 0 : Natives.get(x, i) * 1.25);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(value = DType.class, names = {"FLOAT32", "FLOAT64"})
    void the_mask_of_what_a_relu_gave_is_zero_where_that_is(DType type) {
        int n = 3000;
        NativeArray x = numbers(type, n);
        for (int i = 0; i < n; i += 3) {
            Natives.put(x, i, i % 2 == 0 ? 0.0 : -0.0);
        }
        NativeArray y = Natives.empty(type, Shape.of(n));
        NativeArray mask = Natives.empty(type, Shape.of(n));
        run(new KernelOp.Dropout(0.2, true), x, null, y, mask);
        for (int i = 0; i < n; i++) {
            assertThat(Natives.get(mask, i)).isEqualTo(drops(0.2, i) || i % 3 == 0 ? 0 : 1.25);
            assertThat(Natives.get(y, i)).isEqualTo(drops(0.2, i) ? 0 : Natives.get(x, i) * 1.25);
        }
    }

    @ParameterizedTest
    @EnumSource(value = DType.class, names = {"FLOAT32", "FLOAT64"})
    void adds_what_is_kept(DType type) {
        int n = 3000;
        NativeArray x = numbers(type, n);
        NativeArray onto = Natives.empty(type, Shape.of(n));
        for (int i = 0; i < n; i++) {
            Natives.put(onto, i, 10 * i);
        }
        NativeArray y = Natives.empty(type, Shape.of(n));
        run(new KernelOp.Dropout(0.2), x, onto, y, null);
        for (int i = 0; i < n; i++) {
            assertThat(Natives.get(y, i)).isEqualTo(10 * i + (drops(0.2, i) ? 0 : Natives.get(x, i) * 1.25));
        }
    }

    @ParameterizedTest
    @EnumSource(value = DType.class, names = {"FLOAT32", "FLOAT64"})
    void what_is_dropped_is_zero_whatever_it_was(DType type) {
        for (double bad : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.0, -1}) {
            int n = 1500;
            NativeArray x = Natives.empty(type, Shape.of(n));
            NativeArray y = Natives.empty(type, Shape.of(n));
            for (int i = 0; i < n; i++) {
                Natives.put(x, i, bad);
            }
            run(new KernelOp.Dropout(0.5), x, null, y, null);
            for (int i = 0; i < n; i++) {
                Double expected = drops(0.5, i) ? 0.0 : bad * 2; // boxed, so that NaN equals NaN and −0 is not 0
                assertThat(Double.valueOf(Natives.get(y, i))).isEqualTo(expected);
            }
        }
    }

    @Test
    void dropout_of_nothing_changes_nothing_and_threads_do_not_matter() {
        int n = 300_000;
        NativeArray x = numbers(DType.FLOAT32, n);
        NativeArray y = Natives.empty(DType.FLOAT32, Shape.of(n));
        run(new KernelOp.Dropout(0), x, null, y, null);
        assertThat(Natives.toArray(y)).isEqualTo(Natives.toArray(x));
        Width.limit(1);
        run(new KernelOp.Dropout(0.1), x, null, y, null);
        double[] alone = Natives.toArray(y);
        Width.limit(3);
        run(new KernelOp.Dropout(0.1), x, null, y, null);
        assertThat(Natives.toArray(y)).isEqualTo(alone);
    }
}
