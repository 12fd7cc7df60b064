package org.librate.nn.layer;

import org.librate.core.Activation;
import org.librate.core.Tensor;
import org.librate.nn.Pass;

/** The positive part, {@code max(x, 0)}. */
public record Relu() implements ActivationLayer {

    public static Relu create() {
        return new Relu();
    }

    @Override
    public Tensor forward(Tensor x, Pass pass) {
        return x.relu();
    }

    @Override
    public Activation kernel() {
        return Activation.RELU;
    }

    @Override
    public String toString() {
        return "Relu";
    }
}
