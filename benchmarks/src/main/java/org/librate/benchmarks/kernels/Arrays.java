package org.librate.benchmarks.kernels;

import java.util.Random;
import org.librate.core.DType;
import org.librate.core.Shape;
import org.librate.core.kernel.NativeArray;

/** Lasting memory for cases, filled with the same numbers each time. */
final class Arrays {

    private static final long SEED = 1;

    private Arrays() {
    }

    /** Arbitrary content, to be written to. */
    static NativeArray empty(long... shape) {
        return NativeArray.allocate(DType.FLOAT32, Shape.of(shape));
    }

    static NativeArray zeros(long... shape) {
        return uniform(0, 0, shape);
    }

    /** Numbers in [0, 1), as {@code torch.rand} makes them. */
    static NativeArray random(long... shape) {
        return uniform(0, 1, shape);
    }

    static NativeArray uniform(float low, float high, long... shape) {
        NativeArray array = empty(shape);
        Random random = new Random(SEED);
        for (int i = 0; i < array.size(); i++) {
            array.block().floats().put(array.start() + i, low + (high - low) * random.nextFloat());
        }
        return array;
    }

    static NativeArray longs(long... values) {
        NativeArray array = NativeArray.allocate(DType.INT64, Shape.of(values.length));
        for (int i = 0; i < values.length; i++) {
            array.block().longs().put(array.start() + i, values[i]);
        }
        return array;
    }

    /** Whole numbers in [0, bound). */
    static NativeArray indices(int count, int bound) {
        return longs(new Random(SEED).longs(count, 0, bound).toArray());
    }
}
