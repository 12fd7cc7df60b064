package org.librate.nn.init;

import org.librate.core.Check;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.random.RandomStream;

/** From the normal distribution. */
record Normal(double mean, double deviation) implements Initializer {

    Normal {
        Check.positive("Initializer.normal", "deviation", deviation);
    }

    @Override
    public Tensor sample(Shape shape, RandomStream stream) {
        return Tensor.normal(shape, mean, deviation, stream);
    }
}
