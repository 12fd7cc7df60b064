package org.librate.nn.layer;

import org.librate.core.Check;
import org.librate.core.Tensor;
import org.librate.nn.Pass;

/** {@code x} where x > 0, {@code alpha·(eˣ − 1)} elsewhere. */
public record Elu(double alpha) implements ActivationLayer {

    public Elu {
        Check.positive("Elu", "alpha", alpha);
    }

    public static Elu create() {
        return new Elu(1);
    }

    public Elu withAlpha(double alpha) {
        return new Elu(alpha);
    }

    @Override
    public Tensor forward(Tensor x, Pass pass) {
        return x.elu(alpha);
    }

    @Override
    public String toString() {
        return "Elu[alpha=" + alpha + "]";
    }
}
