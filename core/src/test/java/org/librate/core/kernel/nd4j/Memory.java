package org.librate.core.kernel.nd4j;

import java.util.Arrays;
import java.util.Random;
import org.librate.core.DType;
import org.librate.core.Shape;
import org.librate.core.kernel.KernelOp;
import org.librate.core.kernel.NativeArray;

/** Arrays for kernel tests: made from doubles, read as doubles. */
final class Memory {

    static final DType[] FLOATING = {DType.FLOAT32, DType.FLOAT64};

    private Memory() {
    }

    static NativeArray array(DType dtype, Shape shape, double... values) {
        NativeArray array = NativeArray.allocate(dtype, shape);
        for (int i = 0; i < values.length; i++) {
            if (dtype.isFloating()) {
                Reals.of(array).set(i, values[i]);
            } else {
                Integers.of(array).set(i, (long) values[i]);
            }
        }
        return array;
    }

    /** Memory that a kernel must write: what it forgets reads as NaN, or as a strange number. */
    static NativeArray garbage(DType dtype, Shape shape) {
        double[] values = new double[(int) shape.size()];
        Arrays.fill(values, dtype.isFloating() ? Double.NaN : 77);
        return array(dtype, shape, values);
    }

    static NativeArray uniform(DType dtype, Shape shape, long seed) {
        return array(dtype, shape, new Random(seed).doubles(shape.size()).map(u -> 4 * u - 2).toArray());
    }

    static NativeArray integers(DType dtype, Shape shape, int from, int to, long seed) {
        return array(dtype, shape, new Random(seed).ints(shape.size(), from, to).asDoubleStream().toArray());
    }

    static double[] read(NativeArray array) {
        double[] values = new double[(int) array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = array.dtype().isFloating() ? Reals.of(array).get(i) : Integers.of(array).get(i);
        }
        return values;
    }

    static void run(KernelOp op, NativeArray[] in, NativeArray... out) {
        op.bind(new Nd4jKernels(), in, out).run();
    }

    static NativeArray[] in(NativeArray... arrays) {
        return arrays;
    }

    /** Equal within what the type can show; NaN equals NaN. */
    static void assertClose(NativeArray actual, double[] expected, double slack, String what) {
        double[] values = read(actual);
        double epsilon = actual.dtype() == DType.FLOAT32 ? 6e-8 : 1.2e-16;
        if (values.length != expected.length) {
            throw new AssertionError(what + ": " + values.length + " values, expected " + expected.length);
        }
        for (int i = 0; i < values.length; i++) {
            double e = actual.dtype() == DType.FLOAT32 ? (float) expected[i] : expected[i];
            boolean same = Double.compare(values[i], e) == 0 || values[i] == e
                    || Math.abs(values[i] - e) <= slack * epsilon * Math.max(1, Math.abs(e));
            if (!same) {
                throw new AssertionError(what + " " + actual + ": element " + i + " is " + values[i] + ", expected " + e);
            }
        }
    }

    /** Steps through all positions of a shape, row by row. */
    static int[][] positions(Shape shape) {
        int[][] all = new int[(int) shape.size()][shape.rank()];
        for (int flat = 0; flat < all.length; flat++) {
            int rest = flat;
            for (int axis = shape.rank() - 1; axis >= 0; axis--) {
                all[flat][axis] = rest % (int) shape.dim(axis);
                rest /= (int) shape.dim(axis);
            }
        }
        return all;
    }

    /** Where a position of a broadcast result lies in one of its parts. */
    static int flat(Shape part, int[] position) {
        int at = 0;
        for (int axis = 0; axis < part.rank(); axis++) {
            int p = position[position.length - part.rank() + axis];
            at = at * (int) part.dim(axis) + (part.dim(axis) == 1 ? 0 : p);
        }
        return at;
    }
}
