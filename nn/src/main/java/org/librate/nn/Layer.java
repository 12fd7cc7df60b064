package org.librate.nn;

import java.util.List;
import java.util.Optional;
import org.librate.core.Check;
import org.librate.core.Tensor;

/** A layer with weights. Its {@code forward} looks like its formula. */
public interface Layer extends Module {

    /** The batch through the layer. Whether this is training is the pass's to say, not the layer's to remember. */
    Tensor forward(Tensor x, Pass pass);

    /**
     * This layer and the one after it as a single kernel with the same weights, if there is such a kernel. Nobody but {@link Sequential} needs to ask:
     * names, parameters and summaries are those of the two layers.
     */
    default Optional<Layer> fusedWith(Layer next) {
        return Optional.empty();
    }

    @Override
    default List<Tensor> forward(List<Tensor> inputs, Pass pass) {
        Check.require(inputs.size() == 1, getClass().getSimpleName(), "takes one input", inputs.size());
        return List.of(forward(inputs.get(0), pass));
    }
}
