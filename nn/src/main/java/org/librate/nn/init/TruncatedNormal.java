package org.librate.nn.init;

import org.librate.core.Check;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.random.Draws;
import org.librate.core.random.RandomStream;

/** From the normal distribution between −2 and 2 deviations: the quantiles of uniform numbers, so that nothing is drawn twice. */
record TruncatedNormal(double deviation) implements Initializer {

    /** The share of the normal distribution between 0 and 2 deviations. */
    private static final double HALF = 0.4772498680518208;

    TruncatedNormal {
        Check.positive("Initializer.truncatedNormal", "deviation", deviation);
    }

    @Override
    public Tensor sample(Shape shape, RandomStream stream) {
        double[] uniform = stream.uniforms((int) shape.size(), -HALF, HALF);
        float[] values = new float[uniform.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) (deviation * Draws.normal(uniform[i]));
        }
        return Tensor.of(shape, values);
    }
}
