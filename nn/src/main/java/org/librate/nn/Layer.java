package org.librate.nn;

import java.util.List;
import org.librate.core.Check;
import org.librate.core.Tensor;

/** A layer with weights. Its {@code forward} looks like its formula. */
public interface Layer extends Module {

    /** The batch through the layer. Whether this is training is the pass's to say, not the layer's to remember. */
    Tensor forward(Tensor x, Pass pass);

    @Override
    default List<Tensor> forward(List<Tensor> inputs, Pass pass) {
        Check.require(inputs.size() == 1, getClass().getSimpleName(), "takes one input", inputs.size());
        return List.of(forward(inputs.get(0), pass));
    }
}
