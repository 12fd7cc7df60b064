package org.librate.core.kernel.nd4j;

import static org.librate.core.kernel.nd4j.Memory.FLOATING;
import static org.librate.core.kernel.nd4j.Memory.assertClose;
import static org.librate.core.kernel.nd4j.Memory.flat;
import static org.librate.core.kernel.nd4j.Memory.garbage;
import static org.librate.core.kernel.nd4j.Memory.in;
import static org.librate.core.kernel.nd4j.Memory.positions;
import static org.librate.core.kernel.nd4j.Memory.read;
import static org.librate.core.kernel.nd4j.Memory.run;
import static org.librate.core.kernel.nd4j.Memory.uniform;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.librate.core.DType;
import org.librate.core.Shape;
import org.librate.core.kernel.KernelOp;
import org.librate.core.kernel.NativeArray;
import org.librate.core.kernel.UnaryFn;

class Nd4jMatmulTest {

    @Test
    void leadingAxesBroadcastUnderEveryTransposition() {
        Shape[][] batches = {{Shape.scalar(), Shape.scalar()}, {Shape.of(3), Shape.scalar()}, {Shape.scalar(), Shape.of(3)},
                {Shape.of(2, 3), Shape.of(2, 3)}, {Shape.of(2, 1), Shape.of(3)}, {Shape.of(1), Shape.of(4)}, {Shape.of(2, 3), Shape.of(1, 1)}};
        int[][] sizes = {{3, 4, 5}, {1, 4, 5}, {3, 4, 1}, {1, 1, 1}, {3, 1, 5}, {17, 33, 9}, {2, 0, 3}};
        for (DType dtype : FLOATING) {
            for (Shape[] batch : batches) {
                for (int[] mkn : sizes) {
                    for (int flips = 0; flips < 4; flips++) {
                        check(dtype, batch, mkn, (flips & 1) > 0, (flips & 2) > 0, false, null);
                    }
                }
            }
        }
    }

    @Test
    void biasAndActivationFollow() {
        for (DType dtype : FLOATING) {
            for (UnaryFn fn : new UnaryFn[] {UnaryFn.RELU, UnaryFn.TANH, UnaryFn.SIGMOID, UnaryFn.GELU, UnaryFn.GELU_TANH}) {
                check(dtype, new Shape[] {Shape.of(2), Shape.scalar()}, new int[] {3, 4, 5}, false, false, true, fn);
                check(dtype, new Shape[] {Shape.of(2), Shape.of(2)}, new int[] {3, 4, 5}, true, false, true, fn);
            }
        }
    }

    private static void check(DType dtype, Shape[] batch, int[] mkn, boolean flipA, boolean flipB, boolean withBias, @Nullable UnaryFn fn) {
        int m = mkn[0];
        int k = mkn[1];
        int n = mkn[2];
        NativeArray a = uniform(dtype, flipA ? batch[0].append(k).append(m) : batch[0].append(m).append(k), 1);
        NativeArray b = uniform(dtype, flipB ? batch[1].append(n).append(k) : batch[1].append(k).append(n), 2);
        NativeArray bias = uniform(dtype, Shape.of(n), 3);
        Shape outer = Shape.broadcast("test", batch[0], batch[1]);
        NativeArray y = garbage(dtype, outer.append(m).append(n));
        run(new KernelOp.Matmul(flipA, flipB, fn), withBias ? in(a, b, bias) : in(a, b), y);
        double[] va = read(a);
        double[] vb = read(b);
        double[] vBias = read(bias);
        double[] expected = Arrays.stream(positions(y.shape())).mapToDouble(p -> {
            int[] lead = Arrays.copyOf(p, outer.rank());
            int i = p[outer.rank()];
            int j = p[outer.rank() + 1];
            double sum = withBias ? vBias[j] : 0;
            for (int q = 0; q < k; q++) {
                sum += va[flat(batch[0], lead) * m * k + (flipA ? q * m + i : i * k + q)]
                        * vb[flat(batch[1], lead) * k * n + (flipB ? j * k + q : q * n + j)];
            }
            return fn == null ? sum : Scalars.f(fn, sum, 0, 0);
        }).toArray();
        assertClose(y, expected, 200, Arrays.toString(batch) + Arrays.toString(mkn) + flipA + flipB + fn);
    }
}
