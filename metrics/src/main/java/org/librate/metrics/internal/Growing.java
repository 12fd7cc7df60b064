package org.librate.metrics.internal;

import java.util.Arrays;

/** Doubles of which nobody knows yet how many there will be. Internal to Librate. */
public final class Growing {

    private double[] values = {};
    private int size;

    public int size() {
        return size;
    }

    public void add(double value) {
        reserve(1);
        values[size++] = value;
    }

    public void add(double[] more, int count) {
        reserve(count);
        System.arraycopy(more, 0, values, size, count);
        size += count;
    }

    public void add(Growing other) {
        add(other.values, other.size);
    }

    /** The same value several times. */
    public void fill(double value, int count) {
        reserve(count);
        Arrays.fill(values, size, size + count, value);
        size += count;
    }

    public double get(int i) {
        return values[i];
    }

    public double[] toArray() {
        return Arrays.copyOf(values, size);
    }

    private void reserve(int more) {
        if (size + more > values.length) {
            // The first batch is often all there is: exactly its size, then half as much again.
            int larger = (int) Math.min(Integer.MAX_VALUE - 8, size + (long) size / 2 + 16);
            values = Arrays.copyOf(values, size == 0 ? more : Math.max(size + more, larger));
        }
    }
}
