package org.librate.nn.layer;

import org.librate.core.Check;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.nn.Build;
import org.librate.nn.Layer;
import org.librate.nn.LayerSpec;
import org.librate.nn.Pass;

/**
 * In training sets a share of the elements to zero and scales the others by {@code 1 / (1 − rate)}, so that the mean stays; at inference changes
 * nothing.
 */
public final class Dropout implements Layer {

    /** What the user writes. */
    public record Spec(double rate) implements LayerSpec {

        public Spec {
            Check.fraction("Dropout", "rate", rate);
        }

        @Override
        public Shape outputShape(Shape input) {
            return input;
        }

        @Override
        public Dropout build(Shape input, Build build) {
            return new Dropout(rate, build.key("key"));
        }

        @Override
        public String toString() {
            return "Dropout[rate=" + rate + "]";
        }
    }

    private final double rate;
    private final Tensor key;

    private Dropout(double rate, Tensor key) {
        this.rate = rate;
        this.key = key;
    }

    /** @param rate the share that is dropped, 0 to less than 1 */
    public static Spec of(double rate) {
        return new Spec(rate);
    }

    @Override
    public Tensor forward(Tensor x, Pass pass) {
        return pass.isTraining() ? x.dropout(rate, key) : x;
    }

    @Override
    public Tensor forwardOnto(Tensor sum, Tensor x, Pass pass) {
        return pass.isTraining() ? sum.addDropped(x, rate, key) : sum.add(x);
    }
}
