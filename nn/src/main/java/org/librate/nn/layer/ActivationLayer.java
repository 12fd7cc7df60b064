package org.librate.nn.layer;

import org.librate.core.Activation;
import org.librate.core.Shape;
import org.librate.nn.Build;
import org.librate.nn.Layer;
import org.librate.nn.LayerSpec;

/** A function of each element by itself: with nothing to learn or remember, what the user writes is already the layer. */
public interface ActivationLayer extends LayerSpec, Layer {

    /** Its name among the activations that other kernels can take along, or NONE. */
    default Activation kernel() {
        return Activation.NONE;
    }

    /** What another kernel can take along of the layer after it, or NONE. */
    static Activation kernelOf(Layer next) {
        return next instanceof ActivationLayer activation ? activation.kernel() : Activation.NONE;
    }

    @Override
    default Shape outputShape(Shape input) {
        return input;
    }

    @Override
    default Layer build(Shape input, Build build) {
        return this;
    }
}
