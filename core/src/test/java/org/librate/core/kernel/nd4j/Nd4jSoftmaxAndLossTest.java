package org.librate.core.kernel.nd4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.librate.core.kernel.nd4j.Memory.FLOATING;
import static org.librate.core.kernel.nd4j.Memory.array;
import static org.librate.core.kernel.nd4j.Memory.assertClose;
import static org.librate.core.kernel.nd4j.Memory.garbage;
import static org.librate.core.kernel.nd4j.Memory.in;
import static org.librate.core.kernel.nd4j.Memory.read;
import static org.librate.core.kernel.nd4j.Memory.run;
import static org.librate.core.kernel.nd4j.Memory.uniform;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.librate.core.DType;
import org.librate.core.Shape;
import org.librate.core.kernel.KernelOp;
import org.librate.core.kernel.NativeArray;

class Nd4jSoftmaxAndLossTest {

    @Test
    void softmaxAndItsLogarithmRunAlongAnyAxis() {
        for (DType dtype : FLOATING) {
            for (Shape shape : new Shape[] {Shape.of(5), Shape.of(1), Shape.of(3, 4), Shape.of(2, 3, 4), Shape.of(2, 3, 2, 5), Shape.of(1, 1, 3)}) {
                for (int axis = 0; axis < shape.rank(); axis++) {
                    for (boolean log : new boolean[] {false, true}) {
                        NativeArray x = uniform(dtype, shape, 1);
                        NativeArray y = garbage(dtype, shape);
                        run(new KernelOp.Softmax(axis, log), in(x), y);
                        assertClose(y, softmax(read(x), shape, axis, log), 8, "softmax of " + shape + " along " + axis);
                        NativeArray g = uniform(dtype, shape, 2);
                        NativeArray dx = garbage(dtype, shape);
                        run(new KernelOp.SoftmaxGradient(axis, log), in(g, y), dx);
                        assertClose(dx, softmaxGradient(read(g), read(y), shape, axis, log), 16, "softmax gradient of " + shape + " along " + axis);
                    }
                }
            }
        }
    }

    @Test
    void manyRowsEachSumToOne() {
        for (DType dtype : FLOATING) {
            for (int axis = 0; axis < 2; axis++) {
                NativeArray x = uniform(dtype, Shape.of(301, 407), 1);
                NativeArray y = garbage(dtype, x.shape());
                run(new KernelOp.Softmax(axis, false), in(x), y);
                assertClose(y, softmax(read(x), x.shape(), axis, false), 16, "softmax along " + axis);
            }
        }
    }

    @Test
    void distantClassesStayFinite() {
        for (DType dtype : FLOATING) {
            NativeArray x = array(dtype, Shape.of(2, 3), 1000, -1000, 0, Double.NaN, 1, 2);
            NativeArray y = garbage(dtype, x.shape());
            run(new KernelOp.Softmax(1, false), in(x), y);
            assertThat(read(y)).containsExactly(1, 0, 0, Double.NaN, Double.NaN, Double.NaN);
            run(new KernelOp.Softmax(1, true), in(x), y);
            assertThat(read(y)).containsExactly(0, -2000, -1000, Double.NaN, Double.NaN, Double.NaN);
        }
    }

    private static double[] softmax(double[] x, Shape shape, int axis, boolean log) {
        double[] sums = new double[x.length];
        int[][] positions = Memory.positions(shape);
        for (int i = 0; i < x.length; i++) {
            sums[Memory.flat(shape.with(axis, 1), positions[i])] += Math.exp(x[i]);
        }
        double[] y = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            double share = Math.exp(x[i]) / sums[Memory.flat(shape.with(axis, 1), positions[i])];
            y[i] = log ? Math.log(share) : share;
        }
        return y;
    }

    /** Row by row of the Jacobian: ∂y_i/∂x_j = y_i (δ_ij − y_j), and δ_ij − eʸ_j for the logarithm. */
    private static double[] softmaxGradient(double[] g, double[] y, Shape shape, int axis, boolean log) {
        int[][] positions = Memory.positions(shape);
        double[] dx = new double[y.length];
        for (int i = 0; i < y.length; i++) {
            for (int j = 0; j < y.length; j++) {
                if (Memory.flat(shape.with(axis, 1), positions[i]) == Memory.flat(shape.with(axis, 1), positions[j])) {
                    dx[j] += g[i] * (log ? (i == j ? 1 : 0) - Math.exp(y[j]) : y[i] * ((i == j ? 1 : 0) - y[j]));
                }
            }
        }
        return dx;
    }

    @Test
    void crossEntropyFollowsItsFormula() {
        int rows = 4;
        int classes = 3;
        double[] labels = {2, 0, -1, 1};
        for (DType dtype : FLOATING) {
            for (double smoothing : new double[] {0, 0.1}) {
                for (boolean weighted : new boolean[] {false, true}) {
                    double[] w = weighted ? new double[] {0.5, 2, 3} : new double[] {1, 1, 1};
                    NativeArray x = uniform(dtype, Shape.of(rows, classes), 1);
                    NativeArray weights = array(dtype, Shape.of(classes), w);
                    double[] t = new double[rows * classes];
                    for (int i = 0; i < rows; i++) {
                        if (labels[i] >= 0) {
                            t[i * classes + (int) labels[i]] = 1;
                        }
                    }
                    for (DType type : new DType[] {DType.INT32, DType.INT64}) {
                        checkCrossEntropy(x, array(type, Shape.of(rows), labels), weighted ? weights : null, t, w, smoothing, true);
                    }
                    NativeArray soft = array(dtype, x.shape(), 0.2, 0.3, 0.5, 1, 0, 0, 0, 0, 1, 0.1, 0.1, 0.1);
                    checkCrossEntropy(x, soft, weighted ? weights : null, read(soft), w, smoothing, false);
                }
            }
        }
    }

    private static void checkCrossEntropy(NativeArray x, NativeArray target, NativeArray weights, double[] t, double[] w, double smoothing,
            boolean ignoring) {
        int rows = (int) x.shape().dim(0);
        int classes = w.length;
        NativeArray loss = garbage(x.dtype(), Shape.of(rows));
        NativeArray dx = garbage(x.dtype(), x.shape());
        run(new KernelOp.CrossEntropy(smoothing), weights == null ? in(x, target) : in(x, target, weights), loss, dx);
        double[] logits = read(x);
        double[] expectedLoss = new double[rows];
        double[] expectedGradient = new double[rows * classes];
        double[] p = softmax(logits, x.shape(), 1, false);
        for (int i = 0; i < rows; i++) {
            if (ignoring && i == 2) {
                continue;
            }
            double total = 0;
            for (int j = 0; j < classes; j++) {
                double q = w[j] * ((1 - smoothing) * t[i * classes + j] + smoothing / classes);
                total += q;
                expectedLoss[i] -= q * Math.log(p[i * classes + j]);
                expectedGradient[i * classes + j] -= q;
            }
            for (int j = 0; j < classes; j++) {
                expectedGradient[i * classes + j] += p[i * classes + j] * total;
            }
        }
        assertClose(loss, expectedLoss, 16, "loss");
        assertClose(dx, expectedGradient, 16, "gradient");
    }

    @Test
    void extremeLogitsAndRuledOutClassesCostFiniteLosses() {
        for (DType dtype : FLOATING) {
            NativeArray x = array(dtype, Shape.of(4, 2), 1000, -1000, 1000, -1000, 3, Double.NEGATIVE_INFINITY, Double.NaN, Double.NaN);
            NativeArray loss = garbage(dtype, Shape.of(4));
            NativeArray dx = garbage(dtype, x.shape());
            run(new KernelOp.CrossEntropy(0), in(x, array(DType.INT32, Shape.of(4), 0, 1, 0, -1)), loss, dx);
            assertThat(read(loss)).containsExactly(0, 2000, 0, 0);
            assertThat(read(dx)).containsExactly(0, 0, 1, -1, 0, 0, 0, 0);
        }
    }

    @Test
    void sigmoidCrossEntropyFollowsItsFormula() {
        for (DType dtype : FLOATING) {
            for (double smoothing : new double[] {0, 0.2}) {
                for (boolean weighted : new boolean[] {false, true}) {
                    NativeArray x = uniform(dtype, Shape.of(3, 2), 1);
                    NativeArray target = array(dtype, x.shape(), 1, 0, 0.3, 1, 0, 0);
                    NativeArray weights = array(dtype, Shape.of(2), 2, 0.5);
                    NativeArray loss = garbage(dtype, x.shape());
                    NativeArray dx = garbage(dtype, x.shape());
                    run(new KernelOp.SigmoidCrossEntropy(smoothing), weighted ? in(x, target, weights) : in(x, target), loss, dx);
                    double[] expectedLoss = new double[6];
                    double[] expectedGradient = new double[6];
                    for (int i = 0; i < 6; i++) {
                        double s = 1 / (1 + Math.exp(-read(x)[i]));
                        double t = read(target)[i] * (1 - smoothing) + smoothing / 2;
                        double w = weighted ? read(weights)[i % 2] : 1;
                        expectedLoss[i] = -(w * t * Math.log(s) + (1 - t) * Math.log(1 - s));
                        expectedGradient[i] = s * (w * t + 1 - t) - w * t;
                    }
                    assertClose(loss, expectedLoss, 16, "loss");
                    assertClose(dx, expectedGradient, 16, "gradient");
                }
            }
            NativeArray loss = garbage(dtype, Shape.of(1, 2));
            NativeArray dx = garbage(dtype, Shape.of(1, 2));
            run(new KernelOp.SigmoidCrossEntropy(0), in(array(dtype, Shape.of(1, 2), 1000, -1000), array(dtype, Shape.of(1, 2), 0, 1)), loss, dx);
            assertThat(Arrays.toString(read(loss)) + Arrays.toString(read(dx))).isEqualTo("[1000.0, 1000.0][1.0, -1.0]");
        }
    }
}
