package org.librate.nn.layer;

import org.librate.core.Tensor;
import org.librate.nn.Pass;

/** {@code x·tanh(softplus(x))}. */
public record Mish() implements ActivationLayer {

    public static Mish create() {
        return new Mish();
    }

    @Override
    public Tensor forward(Tensor x, Pass pass) {
        return x.mish();
    }

    @Override
    public String toString() {
        return "Mish";
    }
}
