package org.librate.core.table;

import java.lang.reflect.Array;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Values of a column whose number is not known before its file has been read: arrays one after another, each of them full but the last, which are never copied
 * while they grow, so that what is held is what is there and at most one array more. They are let go while the whole is put together.
 *
 * @param <A> the kind of array, such as {@code double[]}
 */
final class Segments<A> {

    /** Values in an array, but for the first ones, which are smaller for the sake of files with many columns and few rows. */
    static final int LONGEST = 1 << 14;
    private static final int FIRST = 16;

    private final Class<?> component;
    private final Deque<A> full = new ArrayDeque<>();
    private final List<Integer> lengths = new ArrayList<>();
    private long size;

    private Segments(Class<?> component) {
        this.component = component;
    }

    static Segments<double[]> ofDoubles() {
        return new Segments<>(double.class);
    }

    static Segments<int[]> ofInts() {
        return new Segments<>(int.class);
    }

    static Segments<long[]> ofLongs() {
        return new Segments<>(long.class);
    }

    static Segments<byte[]> ofBytes() {
        return new Segments<>(byte.class);
    }

    static Segments<String[]> ofStrings() {
        return new Segments<>(String.class);
    }

    /** A further array to be filled; the one before is full. */
    @SuppressWarnings("unchecked") // of the kind that the factories say
    A next() {
        int length = lengths.isEmpty() ? FIRST : Math.min(LONGEST, 2 * lengths.get(lengths.size() - 1));
        A array = (A) Array.newInstance(component, length);
        full.add(array);
        lengths.add(length);
        size += length;
        return array;
    }

    /** Room in all arrays. */
    long capacity() {
        return size;
    }

    /** All values in one array; the segments are gone after that. */
    @SuppressWarnings({"unchecked", "SuspiciousSystemArraycopy"})
    A join(int count) {
        A all = (A) Array.newInstance(component, count);
        int at = 0;
        while (at < count) {
            A array = full.remove();
            int length = Math.min(Array.getLength(array), count - at);
            System.arraycopy(array, 0, all, at, length);
            at += length;
        }
        full.clear();
        return all;
    }
}
