package org.librate.core.kernel.host;

import org.librate.core.Shape;

/** An axis and what lies around it: {@code [outer, length, inner]}. A lane is the elements that differ only along the axis. */
record Lanes(int outer, int length, int inner) {

    static Lanes of(Shape shape, int axis) {
        long outer = 1;
        for (int i = 0; i < axis; i++) {
            outer *= shape.dim(i);
        }
        long length = shape.dim(axis);
        long inner = 1;
        for (int i = axis + 1; i < shape.rank(); i++) {
            inner *= shape.dim(i);
        }
        return new Lanes((int) outer, (int) length, (int) inner);
    }

    int count() {
        return outer * inner;
    }

    /** How many lanes are worth a thread when an element takes a nanosecond or more. */
    int grain() {
        return Math.max(1, (1 << 16) / length);
    }

    /** Where a lane starts when the axis is {@code length} long. */
    int first(int lane, int length) {
        return lane / inner * length * inner + lane % inner;
    }
}
