package org.librate.core.kernel.onednn;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.librate.core.Shape;
import org.librate.core.kernel.KernelOp;
import org.librate.core.kernel.Longs;
import org.librate.core.kernel.NativeArray;
import org.librate.core.kernel.ReduceFn;

class OneDnnReductionsTest extends OneDnnTest {

    @ParameterizedTest
    @ValueSource(strings = {"7,5;0", "7,5;1", "7,5;0,1", "3,4,5;1", "3,4,5;0,2", "3,4,5;0,1", "3,4,5;1,2", "2,3,4,5;1,3", "2,3,4,5;0,2", "9;0", "1;0",
            "4,1;1", "1,4;0", "1,1;0,1",
        "8192,3;0", "3,8192;1", "2,5000,3;1", "100003;0", "2049;0", "4099,2;0"})
    void sums_agree_with_plain_loops(String text) {
        long[] dims = dims(text.split(";")[0]);
        long[] axes = dims(text.split(";")[1]);
        for (ReduceFn fn : new ReduceFn[] {ReduceFn.SUM, ReduceFn.MEAN, ReduceFn.SUM_OF_SQUARES}) {
            NativeArray x = positive(dims);
            Shape shape = Shape.of(dims);
            Shape result = shape;
            for (long axis : axes) {
                result = result.with((int) axis, 1);
            }
            double[] y = new double[(int) result.size()];
            for (int i = 0; i < x.size(); i++) {
                int at = 0;
                int rest = i;
                int step = 1;
                for (int axis = dims.length - 1; axis >= 0; axis--) {
                    at += result.dim(axis) == 1 ? 0 : rest % (int) dims[axis] * step;
                    step *= (int) result.dim(axis);
                    rest /= (int) dims[axis];
                }
                double v = get(x, i);
                y[at] += fn == ReduceFn.SUM_OF_SQUARES ? v * v : v;
            }
            if (fn == ReduceFn.MEAN) {
                for (int i = 0; i < y.length; i++) {
                    y[i] /= (double) x.size() / y.length;
                }
            }
            NativeArray out = array(result.toArray());
            run(new KernelOp.Reduce(fn, Longs.of(axes)), in(x), out);
            expect(fn + text, out, y, 2e-6);
        }
    }

    @Test
    void nan_and_infinity_come_through() {
        NativeArray y = array(1);
        run(new KernelOp.Reduce(ReduceFn.SUM, Longs.of(0)), in(of(1, Double.NaN, 2)), y);
        assertThat(get(y, 0)).isNaN();
        run(new KernelOp.Reduce(ReduceFn.SUM, Longs.of(0)), in(of(1, Double.POSITIVE_INFINITY, 2)), y);
        assertThat(get(y, 0)).isEqualTo(Float.POSITIVE_INFINITY);
    }

    private static long[] dims(String text) {
        return java.util.Arrays.stream(text.split(",")).mapToLong(Long::parseLong).toArray();
    }
}
