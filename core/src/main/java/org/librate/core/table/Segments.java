package org.librate.core.table;

import java.lang.reflect.Array;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Values of a column whose number is not known before its file has been read: arrays one after another, each of them full but the last, which are
 * never copied while they grow, so that what is held is what is there and at most one array more. They are let go while the whole is put together.
 *
 * @param <A> the kind of array, such as {@code double[]}
 */
final class Segments<A> {

    /** Values in an array, but for the first ones, which are smaller for the sake of files with many columns and few rows. */
    static final int LONGEST = 1 << 14;
    private static final int FIRST = 16;

    private final Class<?> component;
    private final Deque<A> all = new ArrayDeque<>();
    private long capacity;
    private int at;
    private int limit;

    /** The array to which {@link #next} belongs. */
    A last;

    private Segments(Class<?> component) {
        this.component = component;
        this.last = further(FIRST);
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

    /** The place of one more value in {@link #last}, which the caller writes: only who knows the kind of array can, without boxing. */
    int next() {
        if (at == limit) {
            last = further(Math.min(LONGEST, 2 * limit));
        }
        return at++;
    }

    private A further(int length) {
        A array = array(length);
        all.add(array);
        capacity += length;
        limit = length;
        at = 0;
        return array;
    }

    @SuppressWarnings("unchecked") // of the kind that the factories say
    private A array(int length) {
        return (A) Array.newInstance(component, length);
    }

    int size() {
        return (int) (capacity - limit) + at;
    }

    /** Room in all arrays. */
    long capacity() {
        return capacity;
    }

    /** All values in one array; the segments are gone after that. */
    @SuppressWarnings("SuspiciousSystemArraycopy")
    A join() {
        int count = size();
        A joined = array(count);
        last = joined; // nothing but the queue holds a segment any more
        int from = 0;
        while (from < count) {
            A array = all.remove();
            int length = Math.min(Array.getLength(array), count - from);
            System.arraycopy(array, 0, joined, from, length);
            from += length;
        }
        all.clear();
        return joined;
    }
}
