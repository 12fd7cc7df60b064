package org.librate.core.kernel.onednn;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.librate.core.DType;
import org.librate.core.Shape;
import org.librate.core.kernel.KernelOp;
import org.librate.core.kernel.Longs;
import org.librate.core.kernel.NativeArray;

class OneDnnMemoryTest extends OneDnnTest {

    @Test
    void fills_over_whatever_was_there() {
        NativeArray y = filled(i -> i == 0 ? Double.NaN : i == 1 ? Double.POSITIVE_INFINITY : 3, 3000);
        for (double value : new double[] {0, -2.5, Double.NEGATIVE_INFINITY}) {
            run(new KernelOp.Fill(value), in(), y);
            assertThat(values(y)).containsOnly(value);
        }
    }

    @Test
    void permutes_axes() {
        NativeArray x = random(30, 40, 5);
        NativeArray y = array(5, 30, 40);
        run(new KernelOp.CopyBox(Longs.of(5L, 30L, 40L), 0, Longs.of(1L, 200L, 5L), 0, Longs.of(1200L, 40L, 1L)), in(x), y);
        double[] expected = new double[6000];
        for (int i = 0; i < 6000; i++) {
            expected[i] = get(x, i / 1200 + i / 40 % 30 * 200 + i % 40 * 5);
        }
        expect("permuted", y, expected, 0);
    }

    @Test
    void copies_a_part_into_a_part_and_leaves_the_rest() {
        NativeArray x = random(100, 60);
        NativeArray y = filled(i -> -1, 110, 70);
        run(new KernelOp.CopyBox(Longs.of(90L, 25L), 125, Longs.of(60L, 2L), 73, Longs.of(70L, 1L)), in(x), y);
        double[] expected = new double[7700];
        java.util.Arrays.fill(expected, -1);
        for (int i = 0; i < 90; i++) {
            for (int j = 0; j < 25; j++) {
                expected[73 + i * 70 + j] = get(x, 125 + i * 60 + j * 2);
            }
        }
        expect("y", y, expected, 0);
    }

    @Test
    void converts_pixels_and_integers() {
        int n = 3000;
        NativeArray pixels = NativeArray.allocate(DType.UINT8, Shape.of(n));
        long[] numbers = new long[n];
        for (int i = 0; i < n; i++) {
            pixels.block().bytes().put(pixels.start() + i, (byte) i);
            numbers[i] = (i - 1500) * 5000L;
        }
        NativeArray y = array(n);
        run(new KernelOp.Cast(), in(pixels), y);
        expect("pixels", y, values(filled(i -> i & 255, n)), 0);
        run(new KernelOp.Cast(), in(integers(DType.INT32, numbers)), y);
        expect("integers", y, values(filled(i -> numbers[i], n)), 0);
    }
}
