package org.librate.nn.layer;

import org.librate.core.Check;
import org.librate.core.Shape;
import org.librate.nn.Build;
import org.librate.nn.Layer;
import org.librate.nn.LayerSpec;

/**
 * Drops whole samples: in a residual branch the sample then takes the shortcut alone, which trains deep networks as an ensemble of shallower ones
 * (stochastic depth, Huang et al. 2016). Those that stay are scaled by {@code 1 / (1 − rate)}; at inference changes nothing.
 */
public final class DropPath {

    /** What the user writes. */
    public record Spec(double rate) implements LayerSpec {

        public Spec {
            Check.fraction("DropPath", "rate", rate);
        }

        @Override
        public Shape outputShape(Shape input) {
            return input;
        }

        @Override
        public Layer build(Shape input, Build build) {
            return WholeDropout.ofSamples(rate, build.key("key"));
        }

        @Override
        public String toString() {
            return "DropPath[rate=" + rate + "]";
        }
    }

    private DropPath() {
    }

    /** @param rate the share of samples that is dropped, 0 to less than 1 */
    public static Spec of(double rate) {
        return new Spec(rate);
    }
}
