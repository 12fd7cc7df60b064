package org.librate.nn.layer;

import org.librate.core.Activation;
import org.librate.core.Tensor;
import org.librate.nn.Pass;

/** {@code x·Φ(x)}; on request by the tanh formula of the first GPT and BERT. */
public record Gelu(boolean tanh) implements ActivationLayer {

    public static Gelu create() {
        return new Gelu(false);
    }

    /** Whether the approximation by tanh is used. */
    public Gelu withTanh(boolean tanh) {
        return new Gelu(tanh);
    }

    @Override
    public Tensor forward(Tensor x, Pass pass) {
        return kernel().apply(x);
    }

    @Override
    public Activation kernel() {
        return tanh ? Activation.GELU_TANH : Activation.GELU;
    }

    @Override
    public String toString() {
        return tanh ? "Gelu[tanh=true]" : "Gelu";
    }
}
