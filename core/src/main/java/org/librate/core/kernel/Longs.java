package org.librate.core.kernel;

import java.util.Arrays;

/** An immutable list of numbers that compares by content: the axes, strides or sizes inside an operation. */
public final class Longs {

    private final long[] values;

    private Longs(long[] values) {
        this.values = values;
    }

    public static Longs of(long... values) {
        return new Longs(values.clone());
    }

    public static Longs of(int[] values) {
        return new Longs(Arrays.stream(values).asLongStream().toArray());
    }

    public int size() {
        return values.length;
    }

    public long get(int i) {
        return values[i];
    }

    public boolean contains(long value) {
        return Arrays.stream(values).anyMatch(v -> v == value);
    }

    public long[] toArray() {
        return values.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Longs longs && Arrays.equals(values, longs.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        return Arrays.toString(values);
    }
}
