package org.librate.core.kernel.onednn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.librate.core.DType;
import org.librate.core.kernel.KernelOp;
import org.librate.core.kernel.NativeArray;

class OneDnnLossesTest extends OneDnnTest {

    @ParameterizedTest
    @CsvSource({"0, false", "1, false", "2, false", "0, true", "1, true", "2, true"})
    void softmax_and_its_gradient_agree_with_plain_loops_on_each_axis(int axis, boolean log) {
        int[] dims = {3, 5, 7};
        NativeArray x = random(3, 5, 7);
        NativeArray g = random(3, 5, 7);
        int inner = axis == 0 ? 35 : axis == 1 ? 7 : 1;
        int length = dims[axis];
        double[] y = new double[105];
        double[] dx = new double[105];
        for (int i = 0; i < 105; i++) {
            int first = i - i / inner % length * inner;
            double sum = 0;
            for (int j = 0; j < length; j++) {
                sum += Math.exp(get(x, first + j * inner));
            }
            y[i] = Math.exp(get(x, i)) / sum;
        }
        for (int i = 0; i < 105; i++) {
            int first = i - i / inner % length * inner;
            double dot = 0;
            for (int j = 0; j < length; j++) {
                int at = first + j * inner;
                dot += log ? get(g, at) : get(g, at) * y[at];
            }
            dx[i] = log ? get(g, i) - y[i] * dot : y[i] * (get(g, i) - dot);
        }
        for (int i = 0; i < 105 && log; i++) {
            y[i] = Math.log(y[i]);
        }
        NativeArray out = array(3, 5, 7);
        run(new KernelOp.Softmax(axis, log), in(x), out);
        expect("y", out, y, 1e-5);
        NativeArray back = array(3, 5, 7);
        run(new KernelOp.SoftmaxGradient(axis, log), in(g, out), back);
        expect("dx", back, dx, 1e-5);
    }

    @Test
    void softmax_passes_nan_on_and_survives_huge_numbers() {
        for (int n : new int[] {4, 16, 40}) {
            NativeArray x = filled(i -> i % n == 1 ? (i < n ? Double.NaN : 1000) : -1000, 2, n);
            NativeArray y = array(2, n);
            run(new KernelOp.Softmax(1, false), in(x), y);
            assertThat(get(y, 0)).as("softmax, %d", n).isNaN();
            assertThat(get(y, n + 1)).isEqualTo(1);
            run(new KernelOp.Softmax(1, true), in(x), y);
            assertThat(get(y, 0)).as("log-softmax, %d", n).isNaN();
            assertThat(get(y, n)).isEqualTo(-2000);
        }
        NativeArray x = filled(i -> i == 4 ? Double.NaN : i, 3, 5);
        NativeArray y = array(3, 5);
        run(new KernelOp.Softmax(0, false), in(x), y);
        for (int i = 0; i < 15; i++) {
            assertThat(Float.isNaN(get(y, i))).as("along columns, %d", i).isEqualTo(i % 5 == 4);
        }
    }

    @ParameterizedTest
    @CsvSource({"6, 0, false, INT32", "6, 0.1, false, INT64", "6, 0, true, INT64", "6, 0.2, true, INT32", "6, 0, false, FLOAT32",
            "6, 0.1, true, FLOAT32",
        "60, 0, false, INT32", "60, 0.1, false, INT64", "60, 0, true, INT64", "60, 0.2, true, INT32", "60, 0, false, FLOAT32",
        "60, 0.1, true, FLOAT32"})
    void cross_entropy_agrees_with_the_formula(int n, double smoothing, boolean weighted, DType type) {
        int c = 5;
        NativeArray x = random(n, c);
        NativeArray w = positive(c);
        long[] labels = LongStream.range(0, n).map(i -> i % 6 == 2 ? -1 : i % 5).toArray();
        NativeArray target = type == DType.FLOAT32 ? positive(n, c) : integers(type, labels);
        double[] loss = new double[n];
        double[] dx = new double[n * c];
        for (int i = 0; i < n; i++) {
            if (type != DType.FLOAT32 && labels[i] < 0) {
                continue;
            }
            double sum = 0;
            for (int j = 0; j < c; j++) {
                sum += Math.exp(get(x, i * c + j));
            }
            double total = 0;
            for (int j = 0; j < c; j++) {
                double q = q(smoothing, weighted, type, c, w, labels, target, i, j);
                loss[i] -= q * (get(x, i * c + j) - Math.log(sum));
                total += q;
            }
            for (int j = 0; j < c; j++) {
                dx[i * c + j] = Math.exp(get(x, i * c + j)) / sum * total - q(smoothing, weighted, type, c, w, labels, target, i, j);
            }
        }
        NativeArray outLoss = array(n);
        NativeArray outDx = array(n, c);
        run(new KernelOp.CrossEntropy(smoothing), weighted ? in(x, target, w) : in(x, target), outLoss, outDx);
        expect("loss", outLoss, loss, 1e-5);
        expect("dx", outDx, dx, 1e-5);
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 100})
    void cross_entropy_passes_nan_on_and_survives_huge_numbers(int rows) {
        float infinity = Float.POSITIVE_INFINITY;
        float[][] kinds = {{Float.NaN, 0, 0}, {0, 0, Float.NaN}, {1000, 0, -1000}, {-infinity, 0, 0}};
        NativeArray x = filled(i -> kinds[i / 3 % 4][i % 3], rows, 3);
        NativeArray loss = array(rows);
        NativeArray dx = array(rows, 3);
        run(new KernelOp.CrossEntropy(0), in(x, integers(DType.INT32, LongStream.range(0, rows).map(i -> 1).toArray())), loss, dx);
        for (int i = 0; i < rows; i += 4) {
            for (int j = 0; j < 6; j++) {
                assertThat(get(dx, 3 * i + j)).as("gradient %d", j).isNaN();
            }
            assertThat(get(loss, i)).isNaN();
            assertThat(get(loss, i + 1)).isNaN();
            assertThat(get(loss, i + 2)).isEqualTo(1000);
            assertThat(get(dx, 3 * i + 6)).isEqualTo(1);
            assertThat(get(dx, 3 * i + 7)).isEqualTo(-1);
            assertThat(get(loss, i + 3)).isCloseTo((float) Math.log(2), offset(1e-5f));
            assertThat(get(dx, 3 * i + 9)).isEqualTo(0);
        }
    }

    private static double q(double smoothing, boolean weighted, DType type, int c, NativeArray w, long[] labels, NativeArray target, int i, int j) {
        double t = type == DType.FLOAT32 ? get(target, i * c + j) : labels[i] == j ? 1 : 0;
        return (weighted ? get(w, j) : 1) * ((1 - smoothing) * t + smoothing / c);
    }

    @ParameterizedTest
    @CsvSource({"0, false", "0.1, true"})
    void sigmoid_cross_entropy_agrees_with_the_formula_and_is_finite_far_out(double smoothing, boolean weighted) {
        int n = 4;
        int c = 3;
        double[] xs = {0, 1, -1, 5, -5, 0.3, 20, -20, 2, 1000, -1000, -3};
        NativeArray x = filled(i -> xs[i], n, c);
        NativeArray t = filled(i -> i % 2, n, c);
        NativeArray w = positive(c);
        double[] loss = new double[n * c];
        double[] dx = new double[n * c];
        for (int i = 0; i < n * c; i++) {
            double v = get(x, i);
            double soft = get(t, i) * (1 - smoothing) + smoothing / 2;
            double weight = weighted ? get(w, i % c) : 1;
            double one = v > 0 ? Math.log1p(Math.exp(-v)) : Math.log1p(Math.exp(v)) - v;
            double zero = v > 0 ? Math.log1p(Math.exp(-v)) + v : Math.log1p(Math.exp(v));
            loss[i] = weight * soft * one + (1 - soft) * zero;
            dx[i] = (weight * soft + 1 - soft) / (1 + Math.exp(-v)) - weight * soft;
        }
        NativeArray outLoss = array(n, c);
        NativeArray outDx = array(n, c);
        run(new KernelOp.SigmoidCrossEntropy(smoothing), weighted ? in(x, t, w) : in(x, t), outLoss, outDx);
        expect("loss", outLoss, loss, 1e-6);
        expect("dx", outDx, dx, 1e-6);
    }
}
