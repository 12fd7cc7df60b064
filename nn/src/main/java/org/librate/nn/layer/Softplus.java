package org.librate.nn.layer;

import org.librate.core.Tensor;
import org.librate.nn.Pass;

/** {@code log(1 + eˣ)}: a smooth relu, always positive. */
public record Softplus() implements ActivationLayer {

    public static Softplus create() {
        return new Softplus();
    }

    @Override
    public Tensor forward(Tensor x, Pass pass) {
        return x.softplus();
    }

    @Override
    public String toString() {
        return "Softplus";
    }
}
