package org.librate.core.kernel.nd4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.librate.core.kernel.nd4j.Memory.FLOATING;
import static org.librate.core.kernel.nd4j.Memory.array;
import static org.librate.core.kernel.nd4j.Memory.assertClose;
import static org.librate.core.kernel.nd4j.Memory.garbage;
import static org.librate.core.kernel.nd4j.Memory.in;
import static org.librate.core.kernel.nd4j.Memory.positions;
import static org.librate.core.kernel.nd4j.Memory.read;
import static org.librate.core.kernel.nd4j.Memory.run;
import static org.librate.core.kernel.nd4j.Memory.uniform;

import org.junit.jupiter.api.Test;
import org.librate.core.DType;
import org.librate.core.Shape;
import org.librate.core.kernel.KernelOp;
import org.librate.core.kernel.NativeArray;
import org.librate.core.kernel.Window;

class Nd4jPoolingTest {

    private static final Shape IMAGE = Shape.of(2, 6, 7, 3);

    private static final Window[] WINDOWS = {new Window(2, 2, 2, 2, 1, 1, 0, 0, 0, 0), new Window(3, 3, 2, 1, 1, 1, 1, 1, 1, 1),
            new Window(3, 2, 1, 3, 1, 1, 0, 2, 1, 0), new Window(6, 7, 1, 1, 1, 1, 0, 0, 0, 0), new Window(1, 1, 1, 1, 1, 1, 0, 0, 0, 0)};

    private static final Window DILATED = new Window(2, 3, 1, 2, 3, 2, 1, 0, 2, 1);

    private static Shape result(Window window) {
        return Shape.of(2, window.outputHeight(6), window.outputWidth(7), 3);
    }

    /** The flat index of the image's element that a window position falls on; −1 in the padding. */
    private static int under(Window w, int[] output, int position) {
        int row = output[1] * w.strideHeight() - w.top() + position / w.width() * w.dilationHeight();
        int column = output[2] * w.strideWidth() - w.left() + position % w.width() * w.dilationWidth();
        return row < 0 || row >= 6 || column < 0 || column >= 7 ? -1 : ((output[0] * 6 + row) * 7 + column) * 3 + output[3];
    }

    @Test
    void theLargestWinsAndTakesTheGradient() {
        for (DType dtype : FLOATING) {
            for (Window window : new Window[] {WINDOWS[0], WINDOWS[1], WINDOWS[2], WINDOWS[3], WINDOWS[4], DILATED}) {
                NativeArray x = uniform(dtype, IMAGE, 1);
                NativeArray y = garbage(dtype, result(window));
                NativeArray g = uniform(dtype, y.shape(), 2);
                for (DType type : new DType[] {DType.UINT8, DType.INT32}) {
                    NativeArray where = garbage(type, y.shape());
                    run(new KernelOp.MaxPool(window), in(x), y, where);
                    double[] best = new double[(int) y.size()];
                    double[] winner = new double[best.length];
                    double[] dx = new double[(int) x.size()];
                    int[][] outputs = positions(y.shape());
                    for (int o = 0; o < best.length; o++) {
                        best[o] = Double.NEGATIVE_INFINITY;
                        for (int p = 0; p < window.area(); p++) {
                            int at = under(window, outputs[o], p);
                            if (at >= 0 && read(x)[at] > best[o]) {
                                best[o] = read(x)[at];
                                winner[o] = p;
                            }
                        }
                        dx[under(window, outputs[o], (int) winner[o])] += read(g)[o];
                    }
                    assertThat(read(y)).containsExactly(best);
                    assertThat(read(where)).containsExactly(winner);
                    NativeArray gradient = garbage(dtype, IMAGE);
                    run(new KernelOp.MaxPoolGradient(window), in(g, where), gradient);
                    assertClose(gradient, dx, 16, "gradient under " + window);
                }
            }
        }
    }

    @Test
    void theFirstOfEqualsWinsAndNotANumberWinsOverAll() {
        for (DType dtype : FLOATING) {
            NativeArray x = array(dtype, Shape.of(1, 1, 6, 1), 4, 4, Double.NaN, 9, Double.NEGATIVE_INFINITY, Double.NEGATIVE_INFINITY);
            NativeArray y = garbage(dtype, Shape.of(1, 1, 3, 1));
            NativeArray where = garbage(DType.UINT8, y.shape());
            run(new KernelOp.MaxPool(new Window(1, 2, 1, 2, 1, 1, 0, 0, 0, 0)), in(x), y, where);
            assertThat(read(y)).containsExactly(4, Double.NaN, Double.NEGATIVE_INFINITY);
            assertThat(read(where)).containsExactly(0, 0, 0);
        }
    }

    @Test
    void averagesCountPaddingOrNot() {
        for (DType dtype : FLOATING) {
            for (Window window : WINDOWS) {
                for (boolean countPadding : new boolean[] {false, true}) {
                    NativeArray x = uniform(dtype, IMAGE, 1);
                    NativeArray y = garbage(dtype, result(window));
                    NativeArray g = uniform(dtype, y.shape(), 2);
                    double[] mean = new double[(int) y.size()];
                    double[] dx = new double[(int) x.size()];
                    int[][] outputs = positions(y.shape());
                    for (int o = 0; o < mean.length; o++) {
                        int seen = 0;
                        for (int p = 0; p < window.area(); p++) {
                            seen += countPadding || under(window, outputs[o], p) >= 0 ? 1 : 0;
                        }
                        for (int p = 0; p < window.area(); p++) {
                            int at = under(window, outputs[o], p);
                            if (at >= 0) {
                                mean[o] += read(x)[at] / seen;
                                dx[at] += read(g)[o] / seen;
                            }
                        }
                    }
                    run(new KernelOp.AveragePool(window, countPadding), in(x), y);
                    assertClose(y, mean, 16, "average under " + window);
                    NativeArray gradient = garbage(dtype, IMAGE);
                    run(new KernelOp.AveragePoolGradient(window, countPadding), in(g), gradient);
                    assertClose(gradient, dx, 16, "gradient under " + window);
                }
            }
        }
    }
}
