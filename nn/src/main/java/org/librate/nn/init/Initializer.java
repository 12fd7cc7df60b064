package org.librate.nn.init;

import org.librate.core.DType;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.random.RandomStream;

/**
 * How weights start. The last axis of a weight is its outputs, the one before its inputs, further ones (a convolution's height and width) count for both.
 *
 * <pre>{@code
 * Dense.of(64).withWeights(Initializer.heUniform())
 * }</pre>
 */
@FunctionalInterface
public interface Initializer {

    /** Float32 values of the shape, drawn from the stream. */
    Tensor sample(Shape shape, RandomStream stream);

    /** All the same value. */
    static Initializer constant(double value) {
        return (shape, stream) -> Tensor.full(DType.FLOAT32, shape, value);
    }

    static Initializer zeros() {
        return constant(0);
    }

    static Initializer ones() {
        return constant(1);
    }

    /** He's uniform for ReLU: ±√(6 / inputs). */
    static Initializer heUniform() {
        return (shape, stream) -> {
            double limit = Math.sqrt(6 / Fan.of(shape).inputs());
            return Tensor.uniform(shape, -limit, limit, stream);
        };
    }

    /** Glorot's uniform for tanh and softmax: ±√(6 / (inputs + outputs)). */
    static Initializer glorotUniform() {
        return (shape, stream) -> {
            double limit = Math.sqrt(6 / (Fan.of(shape).inputs() + Fan.of(shape).outputs()));
            return Tensor.uniform(shape, -limit, limit, stream);
        };
    }
}
