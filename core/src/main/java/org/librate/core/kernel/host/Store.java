package org.librate.core.kernel.host;

import org.librate.core.DType;
import org.librate.core.kernel.NativeArray;

/**
 * Writes a chunk of one Java type to an array of any element type. Each pair of types has its loop, so that the JIT turns every one into vector
 * instructions; a conversion that is passed in would be called for each element.
 */
final class Store {

    private Store() {
    }

    /** Writes doubles: integers take them as Java casts do, UINT8 the lowest 8 bits of that, BOOL whether they are not zero. */
    static void doubles(double[] from, NativeArray y, int at, int count, Scratch scratch) {
        switch (y.dtype()) {
            case FLOAT64 -> y.block().doubles().put(at, from, 0, count);
            case FLOAT32 -> {
                float[] a = scratch.a;
                for (int i = 0; i < count; i++) {
                    a[i] = (float) from[i];
                }
                y.block().floats().put(at, a, 0, count);
            }
            case INT32 -> {
                int[] a = scratch.ints;
                for (int i = 0; i < count; i++) {
                    a[i] = (int) from[i];
                }
                y.block().ints().put(at, a, 0, count);
            }
            case INT64 -> {
                long[] a = scratch.longs;
                for (int i = 0; i < count; i++) {
                    a[i] = (long) from[i];
                }
                y.block().longs().put(at, a, 0, count);
            }
            case UINT8 -> {
                byte[] a = scratch.bytes;
                for (int i = 0; i < count; i++) {
                    a[i] = (byte) (long) from[i];
                }
                y.block().bytes().put(at, a, 0, count);
            }
            case BOOL -> {
                byte[] a = scratch.bytes;
                for (int i = 0; i < count; i++) {
                    a[i] = (byte) (from[i] != 0 ? 1 : 0);
                }
                y.block().bytes().put(at, a, 0, count);
            }
        }
    }

    /** Writes integers; UINT8 takes the lowest 8 bits, BOOL whether they are not zero. */
    static void ints(int[] from, NativeArray y, int at, int count, Scratch scratch) {
        switch (y.dtype()) {
            case FLOAT32 -> {
                float[] a = scratch.a;
                for (int i = 0; i < count; i++) {
                    a[i] = from[i];
                }
                y.block().floats().put(at, a, 0, count);
            }
            case FLOAT64 -> {
                double[] a = scratch.doubles;
                for (int i = 0; i < count; i++) {
                    a[i] = from[i];
                }
                y.block().doubles().put(at, a, 0, count);
            }
            case INT32 -> y.block().ints().put(at, from, 0, count);
            case INT64 -> {
                long[] a = scratch.longs;
                for (int i = 0; i < count; i++) {
                    a[i] = from[i];
                }
                y.block().longs().put(at, a, 0, count);
            }
            case UINT8 -> {
                byte[] a = scratch.bytes;
                for (int i = 0; i < count; i++) {
                    a[i] = (byte) from[i];
                }
                y.block().bytes().put(at, a, 0, count);
            }
            case BOOL -> {
                byte[] a = scratch.bytes;
                for (int i = 0; i < count; i++) {
                    a[i] = (byte) (from[i] != 0 ? 1 : 0);
                }
                y.block().bytes().put(at, a, 0, count);
            }
        }
    }

    /** Writes integers, cut to the width of the type; BOOL takes whether they are not zero. */
    static void longs(long[] from, NativeArray y, int at, int count, Scratch scratch) {
        switch (y.dtype()) {
            case INT64 -> y.block().longs().put(at, from, 0, count);
            case FLOAT64 -> {
                double[] a = scratch.doubles;
                for (int i = 0; i < count; i++) {
                    a[i] = from[i];
                }
                y.block().doubles().put(at, a, 0, count);
            }
            case FLOAT32 -> {
                float[] a = scratch.a;
                for (int i = 0; i < count; i++) {
                    a[i] = from[i];
                }
                y.block().floats().put(at, a, 0, count);
            }
            default -> {
                int[] a = scratch.ints;
                boolean truth = y.dtype() == DType.BOOL; // the lower half alone would lose that 2³² is not zero
                for (int i = 0; i < count; i++) {
                    a[i] = truth ? from[i] != 0 ? 1 : 0 : (int) from[i];
                }
                ints(a, y, at, count, scratch);
            }
        }
    }
}
