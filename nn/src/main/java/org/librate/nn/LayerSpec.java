package org.librate.nn;

import java.util.List;
import org.librate.core.Check;
import org.librate.core.Shape;

/**
 * A layer as it is written: one input, one output, options, no weights yet. It learns its input size when it is built.
 *
 * <p>Usually a record called {@code Spec} inside the layer's class, with {@code withThing} methods, and a {@code toString} that reads like the code
 * that made it. See {@link org.librate.nn.layer.Dense} for the pattern.
 */
public interface LayerSpec extends Net {

    /** The shape of one sample's output, or a ShapeException that names the layer. */
    Shape outputShape(Shape input);

    /** The layer with weights. Everything that is learned, remembered or drawn is asked of {@code build}. */
    Layer build(Shape input, Build build);

    @Override
    default List<Shape> outputShapes(List<Shape> inputs) {
        return List.of(outputShape(only(inputs)));
    }

    @Override
    default Layer build(List<Shape> inputs, Build build) {
        return build(only(inputs), build);
    }

    private Shape only(List<Shape> inputs) {
        Check.require(inputs.size() == 1, toString(), "takes one input", inputs.size() + " inputs " + inputs);
        return inputs.get(0);
    }
}
