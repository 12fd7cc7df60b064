package org.librate.core.kernel.nd4j;

import static org.librate.core.kernel.nd4j.Memory.FLOATING;
import static org.librate.core.kernel.nd4j.Memory.assertClose;
import static org.librate.core.kernel.nd4j.Memory.garbage;
import static org.librate.core.kernel.nd4j.Memory.in;
import static org.librate.core.kernel.nd4j.Memory.run;
import static org.librate.core.kernel.nd4j.Memory.uniform;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.librate.core.DType;
import org.librate.core.Shape;
import org.librate.core.kernel.KernelOp;
import org.librate.core.kernel.NativeArray;
import org.librate.core.kernel.UnaryFn;
import org.librate.core.kernel.Window;

class Nd4jConvolutionTest {

    /** A convolution as six nested loops: one term x · w · g for each. */
    record Case(Window window, int n, int h, int w, int in, int out, int groups) {

        interface Term {
            void at(int x, int weight, int y);
        }

        Shape x() {
            return Shape.of(n, h, w, in);
        }

        Shape weights() {
            return Shape.of(window.height(), window.width(), in / groups, out);
        }

        Shape y() {
            return Shape.of(n, window.outputHeight(h), window.outputWidth(w), out);
        }

        void forEachTerm(Term term) {
            int[][] outputs = Memory.positions(y());
            int[][] kernel = Memory.positions(weights().withLast(1));
            for (int o = 0; o < outputs.length; o++) {
                int[] p = outputs[o];
                for (int[] k : kernel) {
                    int row = p[1] * window.strideHeight() - window.top() + k[0] * window.dilationHeight();
                    int column = p[2] * window.strideWidth() - window.left() + k[1] * window.dilationWidth();
                    if (row >= 0 && row < h && column >= 0 && column < w) {
                        int channel = p[3] / (out / groups) * (in / groups) + k[2];
                        term.at(((p[0] * h + row) * w + column) * in + channel,
                                ((k[0] * window.width() + k[1]) * (in / groups) + k[2]) * out + p[3], o);
                    }
                }
            }
        }
    }

    static Stream<Case> cases() {
        return Stream.of(
                new Case(new Window(1, 1, 1, 1, 1, 1, 0, 0, 0, 0), 2, 3, 4, 3, 5, 1),
                new Case(new Window(3, 3, 1, 1, 1, 1, 1, 1, 1, 1), 2, 5, 6, 3, 4, 1),
                new Case(new Window(3, 2, 2, 1, 1, 1, 0, 1, 2, 0), 2, 7, 5, 2, 3, 1),
                new Case(new Window(2, 3, 2, 3, 2, 1, 1, 2, 0, 1), 1, 8, 9, 2, 2, 1),
                new Case(new Window(3, 3, 1, 2, 2, 3, 2, 2, 3, 3), 1, 6, 8, 4, 6, 2),
                new Case(new Window(3, 3, 2, 2, 1, 1, 1, 1, 1, 1), 2, 5, 5, 4, 4, 4),
                new Case(new Window(2, 2, 3, 3, 1, 1, 0, 0, 0, 0), 2, 7, 8, 3, 6, 3),
                new Case(new Window(1, 5, 1, 1, 1, 2, 0, 0, 8, 0), 2, 1, 9, 3, 2, 1),
                new Case(new Window(5, 5, 1, 1, 1, 1, 0, 0, 0, 0), 1, 5, 5, 1, 1, 1));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void outputsAreSumsOverTheWindow(Case c) {
        for (DType dtype : FLOATING) {
            NativeArray x = uniform(dtype, c.x(), 1);
            NativeArray weights = uniform(dtype, c.weights(), 2);
            NativeArray bias = uniform(dtype, Shape.of(c.out()), 3);
            double[] sum = new double[(int) c.y().size()];
            c.forEachTerm((i, j, o) -> sum[o] += read(x, i) * read(weights, j));
            NativeArray y = garbage(dtype, c.y());
            run(new KernelOp.Convolution(c.window(), c.groups(), null), in(x, weights), y);
            assertClose(y, sum, 200, "without bias");
            for (int o = 0; o < sum.length; o++) {
                sum[o] = Math.max(0, sum[o] + read(bias, o % c.out()));
            }
            var call = new KernelOp.Convolution(c.window(), c.groups(), UnaryFn.RELU).bind(new Nd4jKernels(), in(x, weights, bias), in(y));
            call.run();
            call.run();
            assertClose(y, sum, 200, "with bias and RELU, run twice");
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void gradientsAreTheSameSumReadBackwards(Case c) {
        for (DType dtype : FLOATING) {
            NativeArray x = uniform(dtype, c.x(), 1);
            NativeArray weights = uniform(dtype, c.weights(), 2);
            NativeArray g = uniform(dtype, c.y(), 3);
            double[] dx = new double[(int) c.x().size()];
            double[] dWeights = new double[(int) c.weights().size()];
            double[] dBias = new double[c.out()];
            c.forEachTerm((i, j, o) -> {
                dx[i] += read(g, o) * read(weights, j);
                dWeights[j] += read(g, o) * read(x, i);
            });
            for (int o = 0; o < g.size(); o++) {
                dBias[o % c.out()] += read(g, o);
            }
            NativeArray data = garbage(dtype, c.x());
            run(new KernelOp.ConvolutionDataGradient(c.window(), c.groups()), in(g, weights), data);
            assertClose(data, dx, 200, "dx");
            for (boolean withBias : new boolean[] {false, true}) {
                NativeArray w = garbage(dtype, c.weights());
                NativeArray b = garbage(dtype, Shape.of(c.out()));
                run(new KernelOp.ConvolutionWeightGradient(c.window(), c.groups()), in(x, g), withBias ? in(w, b) : in(w));
                assertClose(w, dWeights, 200, "dWeights");
                if (withBias) {
                    assertClose(b, dBias, 200, "dBias");
                }
            }
        }
    }

    private static double read(NativeArray array, int i) {
        return Reals.of(array).get(i);
    }
}
