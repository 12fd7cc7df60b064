package org.librate.nn;

import org.librate.core.Shape;
import org.librate.core.Tensor;

/** Lengths of padded sequences as masks. */
final class Lengths {

    private Lengths() {
    }

    /** Whether a step comes before its row's end, BOOL {@code [n, time]}. */
    static Tensor mask(Tensor lengths, long time) {
        int[] steps = new int[Math.toIntExact(time)];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = i;
        }
        return Tensor.of(steps).reshape(1, time).lt(lengths.reshape(lengths.dim(0), 1));
    }

    /** The shape {@code [n, time, 1, ..]} by which a mask stands before the sequences' other axes. */
    static Shape before(Tensor x) {
        Shape shape = Shape.of(x.dim(0), x.dim(1));
        for (int i = 2; i < x.rank(); i++) {
            shape = shape.append(1);
        }
        return shape;
    }
}
