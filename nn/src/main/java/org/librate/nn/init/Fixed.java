package org.librate.nn.init;

import org.librate.core.Check;
import org.librate.core.DType;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.random.RandomStream;

/** All the same value. */
record Fixed(double value) implements Initializer {

    Fixed {
        Check.require(Double.isFinite(value), "Initializer.constant", "value must be finite", value);
    }

    @Override
    public Tensor sample(Shape shape, RandomStream stream) {
        return Tensor.full(DType.FLOAT32, shape, value);
    }

    @Override
    public String toString() {
        return value == 0 ? "Zeros" : value == 1 ? "Ones" : "Constant[" + value + "]";
    }
}
