package org.librate.nn;

import java.util.List;
import java.util.Optional;
import org.librate.core.Check;
import org.librate.core.Tensor;

/** A layer with weights. Its {@code forward} looks like its formula. */
public interface Layer extends Module {

    /** The batch through the layer. Whether this is training is the pass's to say, not the layer's to remember. */
    Tensor forward(Tensor x, Pass pass);

    /** {@code sum} plus what this layer makes of x, for what goes around other layers: as one kernel where there is one. */
    default Tensor forwardOnto(Tensor sum, Tensor x, Pass pass) {
        return sum.add(forward(x, pass));
    }

    /**
     * This layer and the one after it as a single kernel with the same weights, if there is such a kernel. Nobody but {@link Sequential} needs to
     * ask: names, parameters and summaries are those of the two layers.
     */
    default Optional<Layer> fusedWith(Layer next) {
        return Optional.empty();
    }

    /**
     * How many steps of each row of {@code y}, which this layer made of the padded sequences {@code x}, are real, INT32 {@code [n]}; empty if
     * {@code y} has no time axis. Unless a layer says otherwise: as many as before where the time axis is as long as before, and no time axis where
     * an axis is gone.
     */
    default Optional<Tensor> lengthsAfter(Tensor lengths, Tensor x, Tensor y) {
        boolean same = y.rank() >= x.rank() && y.dim(0) == x.dim(0) && y.dim(1) == x.dim(1);
        return same ? Optional.of(lengths) : Optional.empty();
    }

    @Override
    default List<Tensor> forward(List<Tensor> inputs, Pass pass) {
        Check.require(inputs.size() == 1, getClass().getSimpleName(), "takes one input", inputs.size());
        return List.of(forward(inputs.get(0), pass));
    }
}
