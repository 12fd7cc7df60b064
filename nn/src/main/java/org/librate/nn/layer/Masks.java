package org.librate.nn.layer;

import org.librate.core.Shape;

/** Shapes of masks that drop more than single elements: of length 1 where the whole axis shares a fate. */
final class Masks {

    private Masks() {
    }

    /** {@code [n, 1, .., c]}. */
    static Shape perChannel(Shape batch) {
        Shape mask = batch;
        for (int axis = 1; axis < batch.rank() - 1; axis++) {
            mask = mask.with(axis, 1);
        }
        return mask;
    }

    /** {@code [n, 1, .., 1]}. */
    static Shape perSample(Shape batch) {
        Shape mask = batch;
        for (int axis = 1; axis < batch.rank(); axis++) {
            mask = mask.with(axis, 1);
        }
        return mask;
    }
}
