package org.librate.core;

import java.util.Arrays;

/**
 * The lengths of a tensor's axes, outermost first. Immutable; prints as {@code [32, 64]}, a scalar as {@code []}.
 *
 * <pre>{@code
 * Shape images = Shape.of(32, 28, 28, 1);
 * images.size();        // 25088
 * images.withLast(3);   // [32, 28, 28, 3]
 * }</pre>
 */
public final class Shape {

    private static final Shape SCALAR = new Shape(new long[0]);

    private final long[] dims;
    private final long size;

    private Shape(long[] dims) {
        boolean empty = false;
        for (long d : dims) {
            Check.require(d >= 0, "Shape", "every length must be >= 0", Arrays.toString(dims));
            empty |= d == 0;
        }
        this.dims = dims;
        this.size = empty ? 0 : product(dims);
    }

    private static long product(long[] dims) {
        long product = 1;
        for (long d : dims) {
            Check.require(product <= Long.MAX_VALUE / d, "Shape", "the number of elements must fit a long", Arrays.toString(dims));
            product *= d;
        }
        return product;
    }

    public static Shape of(long... dims) {
        return dims.length == 0 ? SCALAR : new Shape(dims.clone());
    }

    /** The shape of a single number. */
    public static Shape scalar() {
        return SCALAR;
    }

    /** How many axes there are. */
    public int rank() {
        return dims.length;
    }

    /** The number of elements: 1 for a scalar, 0 when any axis is empty. */
    public long size() {
        return size;
    }

    /** The length of an axis; negative axes count from the back. */
    public long dim(int axis) {
        return dims[Check.axis("Shape", axis, this)];
    }

    /** The length of the last axis. */
    public long last() {
        return dim(-1);
    }

    /** A copy of the lengths. */
    public long[] toArray() {
        return dims.clone();
    }

    /** The same shape with another last length. */
    public Shape withLast(long length) {
        return with(-1, length);
    }

    /** The same shape with another length on one axis. */
    public Shape with(int axis, long length) {
        long[] copy = dims.clone();
        copy[Check.axis("Shape", axis, this)] = length;
        return of(copy);
    }

    /** The same shape without one axis. */
    public Shape without(int axis) {
        int at = Check.axis("Shape", axis, this);
        long[] copy = new long[dims.length - 1];
        System.arraycopy(dims, 0, copy, 0, at);
        System.arraycopy(dims, at + 1, copy, at, copy.length - at);
        return of(copy);
    }

    /** A new axis of the given length before the first. */
    public Shape prepend(long length) {
        long[] copy = new long[dims.length + 1];
        copy[0] = length;
        System.arraycopy(dims, 0, copy, 1, dims.length);
        return of(copy);
    }

    /** A new axis of the given length after the last. */
    public Shape append(long length) {
        long[] copy = Arrays.copyOf(dims, dims.length + 1);
        copy[dims.length] = length;
        return of(copy);
    }

    /** The axes from {@code from} (included) to {@code to} (excluded). */
    public Shape slice(int from, int to) {
        return of(Arrays.copyOfRange(dims, from, to));
    }

    /** Row-major strides, in elements. */
    public long[] strides() {
        long[] strides = new long[dims.length];
        long step = 1;
        for (int i = dims.length - 1; i >= 0; i--) {
            strides[i] = step;
            step *= Math.max(1, dims[i]);
        }
        return strides;
    }

    /**
     * The shape that two shapes stretch to under NumPy's rule: align from the back, lengths must be equal or 1.
     *
     * @param who the operation, for the message of the {@link ShapeException} when they do not fit
     */
    public static Shape broadcast(String who, Shape a, Shape b) {
        if (a.equals(b)) {
            return a;
        }
        int rank = Math.max(a.rank(), b.rank());
        long[] dims = new long[rank];
        for (int i = 1; i <= rank; i++) {
            long p = i <= a.rank() ? a.dims[a.rank() - i] : 1;
            long q = i <= b.rank() ? b.dims[b.rank() - i] : 1;
            if (p != q && p != 1 && q != 1) {
                throw new ShapeException(who, "lengths must be equal or 1, counted from the last axis",
                        "axis -" + i + " has " + p + " and " + q, a, b);
            }
            dims[rank - i] = p == 1 ? q : p;
        }
        return of(dims);
    }

    @Override
    public boolean equals(Object other) {
        return this == other || other instanceof Shape shape && Arrays.equals(dims, shape.dims);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(dims);
    }

    @Override
    public String toString() {
        return Arrays.toString(dims);
    }
}
