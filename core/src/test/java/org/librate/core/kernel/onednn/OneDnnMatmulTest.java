package org.librate.core.kernel.onednn;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.librate.core.kernel.Definitions;
import org.librate.core.kernel.KernelOp;
import org.librate.core.kernel.NativeArray;
import org.librate.core.kernel.UnaryFn;
import org.librate.core.kernel.nd4j.Nd4jKernels;

class OneDnnMatmulTest extends OneDnnTest {

    @ParameterizedTest
    @CsvSource({
        // batch of a, batch of b, m, k, n
        "1, 1, 5, 7, 3", "4, 4, 5, 7, 3", "4, 1, 5, 7, 3", "1, 4, 5, 7, 3", "1, 1, 64, 100, 33", "1, 1, 1, 20, 1", "1, 1, 20, 1, 30",
    })
    void agrees_with_plain_loops(int batchA, int batchB, int m, int k, int n) {
        for (boolean ta : new boolean[] {false, true}) {
            for (boolean tb : new boolean[] {false, true}) {
                for (UnaryFn f : new UnaryFn[] {null, UnaryFn.RELU, UnaryFn.TANH, UnaryFn.SIGMOID, UnaryFn.GELU, UnaryFn.GELU_TANH}) {
                    check(batchA, batchB, m, k, n, ta, tb, f);
                }
            }
        }
    }

    private void check(int batchA, int batchB, int m, int k, int n, boolean ta, boolean tb, UnaryFn f) {
        NativeArray a = ta ? random(batchA, k, m) : random(batchA, m, k);
        NativeArray b = tb ? random(batchB, n, k) : random(batchB, k, n);
        NativeArray bias = random(n);
        int batch = Math.max(batchA, batchB);
        double[] y = new double[batch * m * n];
        for (int i = 0; i < y.length; i++) {
            int col = i % n;
            int row = i / n % m;
            int fromA = batchA == 1 ? 0 : i / n / m * m * k;
            int fromB = batchB == 1 ? 0 : i / n / m * n * k;
            y[i] = get(bias, col);
            for (int j = 0; j < k; j++) {
                y[i] += (double) get(a, fromA + (ta ? j * m + row : row * k + j)) * get(b, fromB + (tb ? col * k + j : j * n + col));
            }
            y[i] = f == null ? y[i] : Definitions.of(f, y[i], 0, 0);
        }
        NativeArray out = array(batch, m, n);
        run(new KernelOp.Matmul(ta, tb, f), in(a, b, bias), out);
        expect("matmul " + ta + tb + f, out, y, 1e-5);
    }

    @ParameterizedTest
    @CsvSource({"6, 5, 3, 2", "64, 31, 16, 32", "2048, 31, 128, 32", "96, 9, 37, 32"})
    void tops_are_the_largest_of_each_tile(int m, int k, int n, int tile) {
        NativeArray a = random(m, k);
        NativeArray b = random(k, n);
        NativeArray y = array(m, n);
        NativeArray top = array(m / tile, n);
        NativeArray expected = array(m, n);
        NativeArray reference = array(m / tile, n);
        new KernelOp.TiledProducts(tile).bind(KERNELS, in(a, b), new NativeArray[] {y, top}).run();
        new KernelOp.TiledProducts(tile).bind(new Nd4jKernels(), in(a, b), new NativeArray[] {expected, reference}).run();
        expect("products", y, values(expected), 1e-5);
        expect("tops", top, values(reference), 1e-5);
        for (int i = 0; i < top.size(); i++) {
            float largest = Float.NEGATIVE_INFINITY;
            for (int row = i / n * tile; row < (i / n + 1) * tile; row++) {
                largest = Math.max(largest, get(y, row * n + i % n));
            }
            assertThat(get(top, i)).isEqualTo(largest);
        }
    }

    @Test
    void a_matrix_meets_a_stack_of_another_rank() {
        NativeArray a = random(2, 3, 4, 5);
        NativeArray b = random(3, 5, 2);
        NativeArray y = array(2, 3, 4, 2);
        run(new KernelOp.Matmul(false, false, null), in(a, b), y);
        double[] expected = new double[48];
        for (int i = 0; i < 48; i++) {
            for (int j = 0; j < 5; j++) {
                expected[i] += (double) get(a, i / 2 * 5 + j) * get(b, i / 8 % 3 * 10 + j * 2 + i % 2);
            }
        }
        expect("y", y, expected, 1e-5);
    }

    @ParameterizedTest
    @CsvSource({"1, 1, 1", "32, 30, 64", "5, 7, 1", "65, 3, 33", "8, 1024, 2100"})
    void linear_gradients_agree_with_plain_loops(int rows, int in, int out) {
        NativeArray x = random(rows, in);
        NativeArray g = random(rows, out);
        double[] weights = new double[in * out];
        double[] bias = new double[out];
        for (int r = 0; r < rows; r++) {
            for (int j = 0; j < out; j++) {
                bias[j] += get(g, r * out + j);
                for (int i = 0; i < in; i++) {
                    weights[i * out + j] += (double) get(x, r * in + i) * get(g, r * out + j);
                }
            }
        }
        NativeArray dWeights = array(in, out);
        NativeArray dBias = array(out);
        run(new KernelOp.LinearGradient(), in(x, g), dWeights, dBias);
        expect("dW", dWeights, weights, 1e-5);
        expect("db", dBias, bias, 1e-5);
    }

    @Test
    void a_relu_at_the_end_keeps_nan() {
        NativeArray y = array(1, 2);
        run(new KernelOp.Matmul(false, false, UnaryFn.RELU), in(of(1).reshape(y.shape().with(1, 1)), of(Double.NaN, -1).reshape(y.shape())), y);
        assertThat(values(y)).containsExactly(Double.NaN, 0.0);
    }
}
