package org.librate.core.kernel.nd4j;

import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import org.librate.core.DType;
import org.librate.core.kernel.NativeArray;

/**
 * A floating-point array, element by element, as doubles: what ND4J has no sound operation for is written once for both
 * types, and computed in double precision.
 *
 * <p>Only two subclasses, so that the JIT compiles both calls in place.
 */
abstract sealed class Reals {

    final int start;

    private Reals(int start) {
        this.start = start;
    }

    abstract double get(int i);

    abstract void set(int i, double value);

    final void add(int i, double value) {
        set(i, get(i) + value);
    }

    static Reals of(NativeArray array) {
        if (!array.dtype().isFloating()) {
            throw new IllegalArgumentException("Nd4jKernels: the array must be FLOAT32 or FLOAT64, got " + array + ".");
        }
        return array.dtype() == DType.FLOAT32 ? new Floats(array.block().floats(), array.start())
                : new Doubles(array.block().doubles(), array.start());
    }

    private static final class Floats extends Reals {
        private final FloatBuffer buffer;

        Floats(FloatBuffer buffer, int start) {
            super(start);
            this.buffer = buffer;
        }

        @Override
        double get(int i) {
            return buffer.get(start + i);
        }

        @Override
        void set(int i, double value) {
            buffer.put(start + i, (float) value);
        }
    }

    private static final class Doubles extends Reals {
        private final DoubleBuffer buffer;

        Doubles(DoubleBuffer buffer, int start) {
            super(start);
            this.buffer = buffer;
        }

        @Override
        double get(int i) {
            return buffer.get(start + i);
        }

        @Override
        void set(int i, double value) {
            buffer.put(start + i, value);
        }
    }
}
