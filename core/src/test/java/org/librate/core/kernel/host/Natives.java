package org.librate.core.kernel.host;

import org.librate.core.DType;
import org.librate.core.Shape;
import org.librate.core.kernel.Block;
import org.librate.core.kernel.NativeArray;

/** Native arrays from and to Java ones, without any kernel. Each starts in the middle of its block, between guards. */
final class Natives {

    private Natives() {
    }

    static NativeArray empty(DType dtype, Shape shape) {
        int guard = 3;
        NativeArray all = NativeArray.over(Block.allocate((shape.size() + 2 * guard) * dtype.bytes()), dtype, Shape.of(shape.size() + 2 * guard));
        for (int i = 0; i < all.size(); i++) {
            put(all, i, 77);
        }
        return all.slice(guard, shape);
    }

    /** Fails if something was written just before or after an array that {@link #empty} made. */
    static void checkGuards(NativeArray array) {
        NativeArray all = NativeArray.over(array.block(), array.dtype(), Shape.of(array.size() + 6));
        double guard = array.dtype() == DType.BOOL ? 1 : 77;
        for (int i = 0; i < 3; i++) {
            if (get(all, i) != guard || get(all, (int) array.size() + 3 + i) != guard) {
                throw new AssertionError("written outside of " + array);
            }
        }
    }

    static NativeArray of(DType dtype, Shape shape, double... values) {
        NativeArray array = empty(dtype, shape);
        for (int i = 0; i < values.length; i++) {
            put(array, i, values[i]);
        }
        return array;
    }

    static void put(NativeArray array, int i, double value) {
        int at = array.start() + i;
        switch (array.dtype()) {
            case FLOAT32 -> array.block().floats().put(at, (float) value);
            case FLOAT64 -> array.block().doubles().put(at, value);
            case INT32 -> array.block().ints().put(at, (int) value);
            case INT64 -> array.block().longs().put(at, (long) value);
            case UINT8 -> array.block().bytes().put(at, (byte) (int) value);
            case BOOL -> array.block().bytes().put(at, (byte) (value != 0 ? 1 : 0));
        }
    }

    static double get(NativeArray array, int i) {
        int at = array.start() + i;
        return switch (array.dtype()) {
            case FLOAT32 -> array.block().floats().get(at);
            case FLOAT64 -> array.block().doubles().get(at);
            case INT32 -> array.block().ints().get(at);
            case INT64 -> array.block().longs().get(at);
            case UINT8, BOOL -> array.block().bytes().get(at) & 0xFF;
        };
    }

    static double[] toArray(NativeArray array) {
        double[] values = new double[(int) array.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = get(array, i);
        }
        return values;
    }

    static NativeArray key(long key, long draw) {
        NativeArray array = empty(DType.INT64, Shape.of(2));
        array.block().longs().put(array.start(), key).put(array.start() + 1, draw);
        return array;
    }
}
