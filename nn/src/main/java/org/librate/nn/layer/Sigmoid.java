package org.librate.nn.layer;

import org.librate.core.Activation;
import org.librate.core.Tensor;
import org.librate.nn.Pass;

/** {@code 1 / (1 + e⁻ˣ)}. */
public record Sigmoid() implements ActivationLayer {

    public static Sigmoid create() {
        return new Sigmoid();
    }

    @Override
    public Tensor forward(Tensor x, Pass pass) {
        return x.sigmoid();
    }

    @Override
    public Activation kernel() {
        return Activation.SIGMOID;
    }

    @Override
    public String toString() {
        return "Sigmoid";
    }
}
