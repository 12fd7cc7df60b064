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
        NativeArray y = of(Double.NaN, Double.POSITIVE_INFINITY, 3);
        for (double value : new double[] {0, -2.5, Double.NEGATIVE_INFINITY}) {
            run(new KernelOp.Fill(value), in(), y);
            assertThat(values(y)).containsExactly(value, value, value);
        }
    }

    @Test
    void permutes_axes() {
        NativeArray x = random(3, 4, 5);
        NativeArray y = array(5, 3, 4);
        run(new KernelOp.CopyBox(Longs.of(5L, 3L, 4L), 0, Longs.of(1L, 20L, 5L), 0, Longs.of(12L, 4L, 1L)), in(x), y);
        double[] expected = new double[60];
        for (int i = 0; i < 60; i++) {
            expected[i] = get(x, i / 12 + i / 4 % 3 * 20 + i % 4 * 5);
        }
        expect("permuted", y, expected, 0);
    }

    @Test
    void copies_a_part_into_a_part_and_leaves_the_rest() {
        NativeArray x = random(4, 6);
        NativeArray y = filled(i -> -1, 5, 7);
        run(new KernelOp.CopyBox(Longs.of(2L, 3L), 8, Longs.of(6L, 2L), 9, Longs.of(7L, 1L)), in(x), y);
        double[] expected = new double[35];
        java.util.Arrays.fill(expected, -1);
        for (int i = 0; i < 2; i++) {
            for (int j = 0; j < 3; j++) {
                expected[9 + i * 7 + j] = get(x, Math.min(23, 8 + i * 6 + j * 2));
            }
        }
        expect("y", y, expected, 0);
    }

    @Test
    void converts_pixels_and_integers() {
        NativeArray pixels = NativeArray.allocate(DType.UINT8, Shape.of(3));
        pixels.block().bytes().put(pixels.start(), (byte) 255).put(pixels.start() + 1, (byte) 0).put(pixels.start() + 2, (byte) 7);
        NativeArray y = array(3);
        run(new KernelOp.Cast(), in(pixels), y);
        assertThat(values(y)).containsExactly(255.0, 0.0, 7.0);
        run(new KernelOp.Cast(), in(integers(DType.INT32, -5, 0, 1 << 24)), y);
        assertThat(values(y)).containsExactly(-5.0, 0.0, 1 << 24);
    }
}
