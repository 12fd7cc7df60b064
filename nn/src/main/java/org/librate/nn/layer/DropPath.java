package org.librate.nn.layer;

import org.librate.core.Check;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.nn.Build;
import org.librate.nn.Layer;
import org.librate.nn.LayerSpec;
import org.librate.nn.Pass;

/**
 * Drops whole samples: in a residual branch the sample then takes the shortcut alone, which trains deep networks as an ensemble of shallower ones
 * (stochastic depth, Huang et al. 2016). Those that stay are scaled by {@code 1 / (1 − rate)}; at inference changes nothing.
 */
public final class DropPath implements Layer {

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
        public DropPath build(Shape input, Build build) {
            return new DropPath(rate, build.key("key"));
        }

        @Override
        public String toString() {
            return "DropPath[rate=" + rate + "]";
        }
    }

    private final double rate;
    private final Tensor key;

    private DropPath(double rate, Tensor key) {
        this.rate = rate;
        this.key = key;
    }

    /** @param rate the share of samples that is dropped, 0 to less than 1 */
    public static Spec of(double rate) {
        return new Spec(rate);
    }

    @Override
    public Tensor forward(Tensor x, Pass pass) {
        if (!pass.isTraining()) {
            return x;
        }
        Tensor whole = Tensor.full(x.dtype(), Masks.perSample(x.shape()), 1);
        return x.mul(whole.dropout(rate, key));
    }
}
