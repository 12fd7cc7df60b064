package org.librate.nn.layer;

import java.util.List;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.nn.Build;
import org.librate.nn.Module;
import org.librate.nn.Net;

/**
 * Product of several inputs, element by element, {@code y = a · b · ..}: samples of one shape, or with lengths of 1 that are stretched to the
 * others'. Takes two inputs or more.
 *
 * <pre>{@code
 * Multiply.create()      // [h, w, c] by gates [1, 1, c]
 * }</pre>
 */
public record Multiply() implements Net {

    public static Multiply create() {
        return new Multiply();
    }

    @Override
    public List<Shape> outputShapes(List<Shape> inputs) {
        return List.of(Joining.stretched(this, inputs));
    }

    @Override
    public Module build(List<Shape> inputs, Build build) {
        return Joining.oneByOne(this, inputs, Tensor::mul);
    }

    @Override
    public String toString() {
        return "Multiply";
    }
}
