package org.librate.nn;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.librate.core.Shape;
import org.librate.core.ShapeException;
import org.librate.core.Tensor;

/**
 * Values from which parameters and states start, by their names below a place.
 *
 * @param place the path below which the names are
 * @param outer values for places further out, which come first: they were learned later
 */
record Starts(String place, Map<String, Tensor> values, @Nullable Starts outer) {

    /** The value for a full name, or null if there is none. */
    @Nullable Tensor of(String full, Shape shape) {
        Tensor later = outer == null ? null : outer.of(full, shape);
        if (later != null) {
            return later;
        }
        String name = place.isEmpty() ? full : full.substring(place.length() + 1);
        Tensor value = values.get(name);
        if (value != null && !value.shape().equals(shape)) {
            throw new ShapeException("Pretrained", name + " was learned as " + value.shape(),
                    "the network now needs another shape. Give it the inputs it was trained on, or replace the layer", shape);
        }
        return value;
    }
}
