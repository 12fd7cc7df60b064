package org.librate.core.kernel.host;

import org.librate.core.kernel.NativeArray;

/** Writes a chunk of one Java type to an array of any element type. */
final class Store {

    private Store() {
    }

    /** Writes small integers; BOOL takes 0 and 1. */
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
            case UINT8, BOOL -> {
                byte[] a = scratch.bytes;
                for (int i = 0; i < count; i++) {
                    a[i] = (byte) from[i];
                }
                y.block().bytes().put(at, a, 0, count);
            }
        }
    }

    /** Writes integers; what does not fit the type is cut off as Java casts do. */
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
                for (int i = 0; i < count; i++) {
                    a[i] = (int) from[i];
                }
                ints(a, y, at, count, scratch);
            }
        }
    }
}
