package org.librate.core.kernel.host;

import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import org.librate.core.kernel.Block;
import org.librate.core.kernel.NativeArray;

/** Moves elements by their width, whatever they mean. Places are indices into the buffers of a block. */
final class Elements {

    private static final int FEW = 8; // below this a loop beats a bulk copy

    private Elements() {
    }

    static void copyRun(int width, Block x, int from, Block y, int to, int count) {
        if (count < FEW) {
            copy(width, x, from, 1, y, to, 1, count);
            return;
        }
        switch (width) {
            case 4 -> y.ints().put(to, x.ints(), from, count);
            case 8 -> y.longs().put(to, x.longs(), from, count);
            default -> y.bytes().put(to, x.bytes(), from, count);
        }
    }

    static void copy(int width, Block x, int from, int fromStep, Block y, int to, int toStep, int count) {
        switch (width) {
            case 4 -> {
                IntBuffer source = x.ints();
                IntBuffer target = y.ints();
                for (int i = 0; i < count; i++) {
                    target.put(to + i * toStep, source.get(from + i * fromStep));
                }
            }
            case 8 -> {
                LongBuffer source = x.longs();
                LongBuffer target = y.longs();
                for (int i = 0; i < count; i++) {
                    target.put(to + i * toStep, source.get(from + i * fromStep));
                }
            }
            default -> {
                ByteBuffer source = x.bytes();
                ByteBuffer target = y.bytes();
                for (int i = 0; i < count; i++) {
                    target.put(to + i * toStep, source.get(from + i * fromStep));
                }
            }
        }
    }

    static void clear(int width, Block y, int to, int count) {
        switch (width) {
            case 4 -> {
                for (int i = 0; i < count; i++) {
                    y.ints().put(to + i, 0);
                }
            }
            case 8 -> {
                for (int i = 0; i < count; i++) {
                    y.longs().put(to + i, 0);
                }
            }
            default -> {
                for (int i = 0; i < count; i++) {
                    y.bytes().put(to + i, (byte) 0);
                }
            }
        }
    }

    /** An element of an integer type or BOOL. */
    static long integer(NativeArray x, int at) {
        return switch (x.dtype()) {
            case INT32 -> x.block().ints().get(at);
            case INT64 -> x.block().longs().get(at);
            default -> x.block().bytes().get(at) & 0xFF;
        };
    }

    /** An element of a floating type. */
    static double real(NativeArray x, int at) {
        return x.dtype().bytes() == 4 ? x.block().floats().get(at) : x.block().doubles().get(at);
    }

    static void putInteger(NativeArray y, int at, long value) {
        switch (y.dtype()) {
            case INT32 -> y.block().ints().put(at, (int) value);
            case INT64 -> y.block().longs().put(at, value);
            case UINT8 -> y.block().bytes().put(at, (byte) value);
            case BOOL -> y.block().bytes().put(at, (byte) (value != 0 ? 1 : 0));
            default -> putReal(y, at, value);
        }
    }

    static void putReal(NativeArray y, int at, double value) {
        if (y.dtype().bytes() == 4) {
            y.block().floats().put(at, (float) value);
        } else {
            y.block().doubles().put(at, value);
        }
    }
}
