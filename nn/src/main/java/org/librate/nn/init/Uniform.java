package org.librate.nn.init;

import org.librate.core.Check;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.random.RandomStream;

/** Evenly from [low, high). */
record Uniform(double low, double high) implements Initializer {

    Uniform {
        Check.require(low < high && Double.isFinite(high - low), "Initializer.uniform", "low must be < high", low + " and " + high);
    }

    @Override
    public Tensor sample(Shape shape, RandomStream stream) {
        return Tensor.uniform(shape, low, high, stream);
    }
}
