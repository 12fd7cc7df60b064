package org.librate.core.kernel.nd4j;

import org.librate.core.Shape;

/** The lines of elements along one axis: {@code length} elements from {@link #start} on, in steps of {@code step}. */
record Lines(int count, int length, int step) {

    static Lines along(int axis, Shape shape) {
        int length = (int) shape.dim(axis);
        int inner = (int) shape.slice(axis + 1, shape.rank()).size();
        int outer = (int) shape.slice(0, axis).size();
        return new Lines(outer * inner, length, inner);
    }

    /** The first element of a line. */
    int start(int line) {
        return line / step * step * length + line % step;
    }
}
