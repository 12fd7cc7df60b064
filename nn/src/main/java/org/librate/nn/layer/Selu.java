package org.librate.nn.layer;

import org.librate.core.Tensor;
import org.librate.nn.Pass;

/** Self-normalising elu, {@code λ·elu(x; α)} with the constants of Klambauer et al. 2017. Wants LeCun-normal weights. */
public record Selu() implements ActivationLayer {

    private static final double ALPHA = 1.6732632423543772;
    private static final double SCALE = 1.0507009873554805;

    public static Selu create() {
        return new Selu();
    }

    @Override
    public Tensor forward(Tensor x, Pass pass) {
        return x.elu(ALPHA).mul(SCALE);
    }

    @Override
    public String toString() {
        return "Selu";
    }
}
