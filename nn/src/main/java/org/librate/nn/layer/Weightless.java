package org.librate.nn.layer;

import java.util.List;
import java.util.function.BiFunction;
import org.librate.core.Check;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.nn.Layer;
import org.librate.nn.LayerSpec;
import org.librate.nn.Pass;

/** A layer with nothing to learn or remember: a function of batches whose samples its spec takes. */
record Weightless(LayerSpec spec, BiFunction<Tensor, Pass, Tensor> function) implements Layer {

    /** The layer, if its spec takes samples of this shape. */
    static Layer of(LayerSpec spec, Shape input, BiFunction<Tensor, Pass, Tensor> function) {
        spec.outputShape(input);
        return new Weightless(spec, function);
    }

    @Override
    public Tensor forward(Tensor x, Pass pass) {
        spec.outputShape(Sliding.sampleOf(spec, x));
        return function.apply(x, pass);
    }

    /** As every layer does, but in the name of the spec. */
    @Override
    public List<Tensor> forward(List<Tensor> inputs, Pass pass) {
        Check.require(inputs.size() == 1, spec.toString(), "takes one input", inputs.size());
        return List.of(forward(inputs.get(0), pass));
    }
}
