package org.librate.nn.layer;

import org.librate.core.Tensor;
import org.librate.nn.Pass;

/** {@code x·σ(x)}, also called swish. */
public record Silu() implements ActivationLayer {

    public static Silu create() {
        return new Silu();
    }

    @Override
    public Tensor forward(Tensor x, Pass pass) {
        return x.silu();
    }

    @Override
    public String toString() {
        return "Silu";
    }
}
