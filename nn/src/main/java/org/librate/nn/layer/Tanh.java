package org.librate.nn.layer;

import org.librate.core.Activation;
import org.librate.core.Tensor;
import org.librate.nn.Pass;

/** {@code tanh(x)}. */
public record Tanh() implements ActivationLayer {

    public static Tanh create() {
        return new Tanh();
    }

    @Override
    public Tensor forward(Tensor x, Pass pass) {
        return x.tanh();
    }

    @Override
    public Activation kernel() {
        return Activation.TANH;
    }

    @Override
    public String toString() {
        return "Tanh";
    }
}
