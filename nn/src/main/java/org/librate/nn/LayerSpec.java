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

    /** The same under a name of its own: its parameters are then called {@code head.weight}, say, which is how they are frozen and replaced. */
    default LayerSpec named(String name) {
        return new Named(name, this);
    }

    @Override
    default List<Shape> outputShapes(List<Shape> inputs) {
        return List.of(outputShape(only(inputs)));
    }

    @Override
    default Layer build(List<Shape> inputs, Build build) {
        return build(only(inputs), build);
    }

    /** {@link Net#multiplyAdds(List)} of a sample of this shape, without the layers inside. A bias is not counted. */
    default long multiplyAdds(Shape input) {
        return 0;
    }

    @Override
    default long multiplyAdds(List<Shape> inputs) {
        return multiplyAdds(only(inputs));
    }

    private Shape only(List<Shape> inputs) {
        Check.require(inputs.size() == 1, toString(), "takes one input", inputs.size() + " inputs " + inputs);
        return inputs.get(0);
    }
}
