package org.librate.nn.layer;

import org.librate.core.Check;
import org.librate.core.Tensor;
import org.librate.nn.Pass;

/** {@code x} where x > 0, {@code slope·x} elsewhere. */
public record LeakyRelu(double slope) implements ActivationLayer {

    public LeakyRelu {
        Check.notNegative("LeakyRelu", "slope", slope);
    }

    public static LeakyRelu create() {
        return new LeakyRelu(0.01);
    }

    public LeakyRelu withSlope(double slope) {
        return new LeakyRelu(slope);
    }

    @Override
    public Tensor forward(Tensor x, Pass pass) {
        return x.leakyRelu(slope);
    }

    @Override
    public String toString() {
        return "LeakyRelu[slope=" + slope + "]";
    }
}
