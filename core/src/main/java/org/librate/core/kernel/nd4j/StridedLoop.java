package org.librate.core.kernel.nd4j;

import java.util.Arrays;
import org.librate.core.Shape;

/**
 * Walks several strided arrays together, a row of the innermost axis at a time. Broadcasting is a stride of 0, flipping a
 * negative one, a reduction a stride of 0 in the result.
 *
 * <p>Axes that follow on from each other in every array are walked as one, so that rows are as long as they can be.
 */
final class StridedLoop {

    /** The work on one row: {@code n} elements from {@code at[k]} on in steps of {@code step[k]}, in each array k. */
    @FunctionalInterface
    interface Row {
        void run(int[] at, int[] step, int n);
    }

    private final int rank; // of the outer axes
    private final int[] sizes; // of all axes, the row last
    private final int[][] strides; // by axis, then by array
    private final int[] starts;

    private StridedLoop(int[] sizes, int[][] strides, int[] starts) {
        this.rank = sizes.length - 1;
        this.sizes = sizes;
        this.strides = strides;
        this.starts = starts;
    }

    /** A loop over a box of the given sizes; each array has its start and a stride for each axis. */
    static StridedLoop over(long[] sizes, long[] starts, long[]... strides) {
        int arrays = strides.length;
        int[] size = new int[sizes.length + 1];
        int[][] stride = new int[sizes.length + 1][arrays];
        int from = sizes.length + 1; // merged axes fill these from the back
        for (int axis = sizes.length - 1; axis >= 0; axis--) {
            if (sizes[axis] == 1) {
                continue;
            }
            if (from <= sizes.length && continues(axis, size[from], stride[from], strides)) {
                size[from] *= (int) sizes[axis];
                continue;
            }
            from--;
            size[from] = (int) sizes[axis];
            for (int k = 0; k < arrays; k++) {
                stride[from][k] = (int) strides[k][axis];
            }
        }
        if (from > sizes.length) { // a single element
            from--;
            size[from] = 1;
        }
        return new StridedLoop(Arrays.copyOfRange(size, from, size.length), Arrays.copyOfRange(stride, from, stride.length),
                Arrays.stream(starts).mapToInt(Math::toIntExact).toArray());
    }

    private static boolean continues(int axis, int innerSize, int[] innerStride, long[][] strides) {
        for (int k = 0; k < strides.length; k++) {
            if (strides[k][axis] != (long) innerSize * innerStride[k]) {
                return false;
            }
        }
        return true;
    }

    /** A loop over {@code result}, with every shape stretched to it as in NumPy; the result itself is just another shape. */
    static StridedLoop broadcast(Shape result, Shape... shapes) {
        long[][] strides = Arrays.stream(shapes).map(shape -> stretched(shape, result)).toArray(long[][]::new);
        return over(result.toArray(), new long[shapes.length], strides);
    }

    private static long[] stretched(Shape shape, Shape result) {
        long[] own = shape.strides();
        long[] strides = new long[result.rank()];
        int missing = result.rank() - shape.rank();
        for (int i = 0; i < own.length; i++) {
            strides[missing + i] = shape.dim(i) == 1 ? 0 : own[i];
        }
        return strides;
    }

    void forEachRow(Row row) {
        if (Arrays.stream(sizes).anyMatch(size -> size == 0)) {
            return;
        }
        int[] index = new int[rank];
        int[] at = starts.clone();
        int[] step = strides[rank];
        int n = sizes[rank];
        while (true) {
            row.run(at, step, n);
            int axis = rank - 1;
            while (axis >= 0 && ++index[axis] == sizes[axis]) {
                move(at, strides[axis], 1 - sizes[axis]);
                index[axis--] = 0;
            }
            if (axis < 0) {
                return;
            }
            move(at, strides[axis], 1);
        }
    }

    private static void move(int[] at, int[] stride, int times) {
        for (int k = 0; k < at.length; k++) {
            at[k] += stride[k] * times;
        }
    }
}
