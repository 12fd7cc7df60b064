package org.librate.core.kernel.nd4j;

import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import org.librate.core.kernel.NativeArray;

/**
 * An array of integers or truth values, element by element, as longs; true is 1. Values that do not fit are cut to their low
 * bits, as Java and C do.
 *
 * <p>Integer arithmetic is done here and not by ND4J, which takes some of it through floating point.
 */
abstract sealed class Integers {

    final int start;

    private Integers(int start) {
        this.start = start;
    }

    abstract long get(int i);

    abstract void set(int i, long value);

    final void add(int i, long value) {
        set(i, get(i) + value);
    }

    static Integers of(NativeArray array) {
        int start = array.start();
        return switch (array.dtype()) {
            case INT32 -> new Ints(array.block().ints(), start);
            case INT64 -> new Longs(array.block().longs(), start);
            case UINT8 -> new Bytes(array.block().bytes(), start);
            case BOOL -> new Truths(array.block().bytes(), start);
            default -> throw new IllegalArgumentException("Nd4jKernels: the array must hold integers or truth values, got " + array + ".");
        };
    }

    private static final class Ints extends Integers {
        private final IntBuffer buffer;

        Ints(IntBuffer buffer, int start) {
            super(start);
            this.buffer = buffer;
        }

        @Override
        long get(int i) {
            return buffer.get(start + i);
        }

        @Override
        void set(int i, long value) {
            buffer.put(start + i, (int) value);
        }
    }

    private static final class Longs extends Integers {
        private final LongBuffer buffer;

        Longs(LongBuffer buffer, int start) {
            super(start);
            this.buffer = buffer;
        }

        @Override
        long get(int i) {
            return buffer.get(start + i);
        }

        @Override
        void set(int i, long value) {
            buffer.put(start + i, value);
        }
    }

    private static final class Bytes extends Integers {
        private final ByteBuffer buffer;

        Bytes(ByteBuffer buffer, int start) {
            super(start);
            this.buffer = buffer;
        }

        @Override
        long get(int i) {
            return buffer.get(start + i) & 0xFF;
        }

        @Override
        void set(int i, long value) {
            buffer.put(start + i, (byte) value);
        }
    }

    private static final class Truths extends Integers {
        private final ByteBuffer buffer;

        Truths(ByteBuffer buffer, int start) {
            super(start);
            this.buffer = buffer;
        }

        @Override
        long get(int i) {
            return buffer.get(start + i) != 0 ? 1 : 0;
        }

        @Override
        void set(int i, long value) {
            buffer.put(start + i, (byte) (value != 0 ? 1 : 0));
        }
    }
}
