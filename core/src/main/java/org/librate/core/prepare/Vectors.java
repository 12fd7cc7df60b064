package org.librate.core.prepare;

import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.table.VectorColumn;

/** Vector columns from numbers that lie row after row. */
final class Vectors {

    private Vectors() {
    }

    static VectorColumn column(String name, float[] values, int width) {
        return VectorColumn.of(name, Tensor.of(Shape.of(values.length / width, width), values));
    }
}
