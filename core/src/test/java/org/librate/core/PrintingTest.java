package org.librate.core;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PrintingTest {

    @Test
    void one_line_for_scalars_and_vectors() {
        assertThat(Tensor.scalar(1.5f)).hasToString("Tensor float32 [] 1.5000");
        assertThat(Tensor.scalar(-2)).hasToString("Tensor float32 [] -2.0");
        assertThat(Tensor.of(1f, 2f, 3f)).hasToString("Tensor float32 [3] [1.0, 2.0, 3.0]");
        assertThat(Tensor.of(1.25, -2, 1000)).hasToString("Tensor float64 [3] [   1.2500,   -2.0000, 1000.0000]");
        assertThat(Tensor.of(1, -20, 300)).hasToString("Tensor int32 [3] [  1, -20, 300]");
        assertThat(Tensor.of(Long.MAX_VALUE)).hasToString("Tensor int64 [1] [9223372036854775807]");
        assertThat(Tensor.of(Shape.of(2), (byte) 7, (byte) 255)).hasToString("Tensor uint8 [2] [  7, 255]");
        assertThat(Tensor.of(true, false)).hasToString("Tensor bool [2] [ true, false]");
        assertThat(Tensor.zeros(0)).hasToString("Tensor float32 [0] (empty)");
        assertThat(Tensor.zeros(0, 3)).hasToString("Tensor float32 [0, 3] (empty)");
    }

    @Test
    void columns_are_aligned() {
        assertThat(Tensor.of(new float[][] {{1.5f, -2}, {30, 4}})).hasToString("""
                Tensor float32 [2, 2]
                [[ 1.5000, -2.0000],
                 [30.0000,  4.0000]]""");
        assertThat(Tensor.range(12).reshape(2, 2, 3)).hasToString("""
                Tensor int64 [2, 2, 3]
                [[[ 0,  1,  2],
                  [ 3,  4,  5]],
                 [[ 6,  7,  8],
                  [ 9, 10, 11]]]""");
    }

    @Test
    void long_axes_show_their_ends() {
        assertThat(Tensor.linspace(0, 1, 21)).hasToString("Tensor float32 [21] [0.0000, 0.0500, 0.1000, ..., 0.9000, 0.9500, 1.0000]");
        assertThat(Tensor.range(8)).hasToString("Tensor int64 [8] [0, 1, 2, 3, 4, 5, 6, 7]");
        assertThat(Tensor.range(100).reshape(10, 10)).hasToString("""
                Tensor int64 [10, 10]
                [[ 0,  1,  2, ...,  7,  8,  9],
                 [10, 11, 12, ..., 17, 18, 19],
                 [20, 21, 22, ..., 27, 28, 29],
                 ...,
                 [70, 71, 72, ..., 77, 78, 79],
                 [80, 81, 82, ..., 87, 88, 89],
                 [90, 91, 92, ..., 97, 98, 99]]""");
        assertThat(Tensor.of(new float[100_000]).toString()).as("what is hidden costs nothing").hasSizeLessThan(100);
    }

    @Test
    void odd_numbers_are_named_and_extreme_ones_have_exponents() {
        assertThat(Tensor.of(Float.NaN, 1, Float.NEGATIVE_INFINITY, -0.5f))
                .hasToString("Tensor float32 [4] [      NaN,    1.0000, -Infinity,   -0.5000]");
        assertThat(Tensor.of(Float.NaN)).hasToString("Tensor float32 [1] [NaN]");
        assertThat(Tensor.of(1e20f, -1f)).hasToString("Tensor float32 [2] [ 1.0000e+20, -1.0000e+00]");
        assertThat(Tensor.of(1e-20f, 1e-5f)).hasToString("Tensor float32 [2] [1.0000e-20, 1.0000e-05]");
        assertThat(Tensor.of(123456.75f, 1.5f)).hasToString("Tensor float32 [2] [123456.7500,      1.5000]");
        assertThat(Tensor.of(0f, -0f)).hasToString("Tensor float32 [2] [ 0.0, -0.0]");
    }
}
