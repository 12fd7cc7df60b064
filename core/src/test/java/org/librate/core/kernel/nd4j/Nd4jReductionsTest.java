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

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.librate.core.DType;
import org.librate.core.Shape;
import org.librate.core.kernel.KernelOp;
import org.librate.core.kernel.Longs;
import org.librate.core.kernel.NativeArray;
import org.librate.core.kernel.ReduceFn;

class Nd4jReductionsTest {

    private static final Object[][] CASES = {{Shape.of(5), Longs.of(0L)}, {Shape.of(3, 4), Longs.of(0L)}, {Shape.of(3, 4), Longs.of(1L)},
            {Shape.of(3, 4), Longs.of(0L, 1)},
            {Shape.of(2, 3, 4), Longs.of(1L)}, {Shape.of(2, 3, 4), Longs.of(0L, 2)}, {Shape.of(2, 3, 1, 4), Longs.of(0L, 1, 2)},
            {Shape.of(2, 3, 4, 5), Longs.of(1L, 3)}, {Shape.of(1, 1), Longs.of(0L)}, {Shape.of(4, 1), Longs.of(1L)}};

    @ParameterizedTest
    @EnumSource(ReduceFn.class)
    void everyAxisCanBeReduced(ReduceFn fn) {
        boolean logical = fn == ReduceFn.ANY || fn == ReduceFn.ALL;
        DType[] types = logical ? new DType[] {DType.BOOL} : fn == ReduceFn.MEAN ? FLOATING
                : new DType[] {DType.FLOAT32, DType.FLOAT64, DType.INT32, DType.INT64};
        for (DType dtype : types) {
            for (Object[] test : CASES) {
                Shape shape = (Shape) test[0];
                Longs axes = (Longs) test[1];
                NativeArray x = dtype.isFloating() ? uniform(dtype, shape, 1) : Memory.integers(dtype, shape, logical ? 0 : -3, logical ? 2 : 4, 1);
                Shape kept = shape;
                for (int i = 0; i < axes.size(); i++) {
                    kept = kept.with((int) axes.get(i), 1);
                }
                NativeArray y = garbage(dtype, kept);
                KernelOp op = new KernelOp.Reduce(fn, axes);
                run(op, in(x), y);
                assertClose(y, expected(fn, x, kept), 8, op + " of " + shape);
            }
        }
    }

    private static double[] expected(ReduceFn fn, NativeArray x, Shape kept) {
        double[] result = new double[(int) kept.size()];
        Arrays.fill(result, switch (fn) {
            case PRODUCT, ALL -> 1;
            case MAX -> -1e300;
            case MIN -> 1e300;
            default -> 0;
        });
        int[][] positions = positions(x.shape());
        double[] v = read(x);
        for (int i = 0; i < v.length; i++) {
            int to = Memory.flat(kept, positions[i]);
            result[to] = switch (fn) {
                case SUM -> result[to] + v[i];
                case MEAN -> result[to] + v[i] * kept.size() / x.size();
                case MAX -> Math.max(result[to], v[i]);
                case MIN, ALL -> Math.min(result[to], v[i]);
                case PRODUCT -> result[to] * v[i];
                case SUM_OF_SQUARES -> result[to] + v[i] * v[i];
                case ANY -> Math.max(result[to], v[i]);
            };
        }
        return result;
    }

    @ParameterizedTest
    @EnumSource(value = ReduceFn.class, names = {"ANY", "ALL"}, mode = EnumSource.Mode.EXCLUDE)
    void notANumberComesThrough(ReduceFn fn) {
        for (DType dtype : FLOATING) {
            for (long axis : new long[] {0, 1}) {
                NativeArray y = garbage(dtype, Shape.of(2));
                run(new KernelOp.Reduce(fn, Longs.of(axis)), in(array(dtype, Shape.of(2, 2), Double.NaN, 1, 1, 2)), y);
                assertThat(read(y)[0]).isNaN();
                assertThat(read(y)[1]).isFinite();
            }
        }
    }

    @Test
    void manyFloatsAddUpWithoutDrift() {
        double[] tenths = new double[1 << 20];
        Arrays.fill(tenths, 0.1);
        NativeArray y = garbage(DType.FLOAT32, Shape.scalar());
        run(new KernelOp.Reduce(ReduceFn.SUM, Longs.of(0L)), in(array(DType.FLOAT32, Shape.of(tenths.length), tenths)), y);
        assertThat(read(y)[0]).isEqualTo((float) (0.1f * (double) tenths.length));
    }

    @Test
    void nothingAddsUpToZero() {
        NativeArray y = garbage(DType.FLOAT32, Shape.of(3));
        run(new KernelOp.Reduce(ReduceFn.SUM, Longs.of(0L)), in(array(DType.FLOAT32, Shape.of(0, 3))), y);
        assertThat(read(y)).containsOnly(0);
    }

    @Test
    void runningACallAgainStartsAfresh() {
        NativeArray x = array(DType.FLOAT32, Shape.of(2), 1, 2);
        NativeArray y = garbage(DType.FLOAT32, Shape.scalar());
        var call = new Nd4jKernels().reduce(new KernelOp.Reduce(ReduceFn.SUM, Longs.of(0L)), x, y);
        call.run();
        Reals.of(x).set(0, 5);
        call.run();
        assertThat(read(y)).containsExactly(7);
    }

    @Test
    void theFirstOfEqualsWinsAndNotANumberWinsOverAll() {
        for (DType dtype : new DType[] {DType.FLOAT32, DType.FLOAT64, DType.INT32, DType.INT64, DType.UINT8}) {
            NativeArray x = array(dtype, Shape.of(2, 3), 5, 7, 7, 4, 2, 2);
            assertThat(position(true, 1, x)).containsExactly(1, 0);
            assertThat(position(false, 1, x)).containsExactly(0, 1);
            assertThat(position(true, 0, x)).containsExactly(0, 0, 0);
            assertThat(position(false, 0, x)).containsExactly(1, 1, 1);
        }
        for (DType dtype : FLOATING) {
            NativeArray x = array(dtype, Shape.of(2, 4), 1, Double.NaN, 9, Double.NaN, Double.NaN, 3, 0, 1);
            assertThat(position(true, 1, x)).containsExactly(1, 0);
            assertThat(position(false, 1, x)).containsExactly(1, 0);
        }
    }

    private static double[] position(boolean largest, int axis, NativeArray x) {
        NativeArray y = garbage(DType.INT64, x.shape().without(axis));
        run(new KernelOp.ArgReduce(largest, axis), in(x), y);
        return read(y);
    }

    @Test
    void sumsRunFromEitherEnd() {
        for (DType dtype : new DType[] {DType.FLOAT32, DType.FLOAT64, DType.INT32, DType.INT64}) {
            NativeArray x = array(dtype, Shape.of(2, 3), 1, 2, 3, 4, 5, 6);
            assertThat(running(1, false, x)).containsExactly(1, 3, 6, 4, 9, 15);
            assertThat(running(1, true, x)).containsExactly(6, 5, 3, 15, 11, 6);
            assertThat(running(0, false, x)).containsExactly(1, 2, 3, 5, 7, 9);
            assertThat(running(0, true, x)).containsExactly(5, 7, 9, 4, 5, 6);
        }
    }

    private static double[] running(int axis, boolean reversed, NativeArray x) {
        NativeArray y = garbage(x.dtype(), x.shape());
        run(new KernelOp.CumulativeSum(axis, reversed), in(x), y);
        return read(y);
    }
}
