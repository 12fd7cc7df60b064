package org.librate.nn.layer;

import org.librate.core.Check;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.nn.Build;
import org.librate.nn.Layer;
import org.librate.nn.LayerSpec;
import org.librate.nn.Pass;

/**
 * In training adds noise from the normal distribution around 0; at inference changes nothing. On inputs it is an augmentation, inside a regulariser.
 */
public final class GaussianNoise implements Layer {

    /** What the user writes. */
    public record Spec(double deviation) implements LayerSpec {

        public Spec {
            Check.notNegative("GaussianNoise", "deviation", deviation);
        }

        @Override
        public Shape outputShape(Shape input) {
            return input;
        }

        @Override
        public GaussianNoise build(Shape input, Build build) {
            return new GaussianNoise(deviation, build.key("key"));
        }

        @Override
        public String toString() {
            return "GaussianNoise[deviation=" + deviation + "]";
        }
    }

    private final double deviation;
    private final Tensor key;

    private GaussianNoise(double deviation, Tensor key) {
        this.deviation = deviation;
        this.key = key;
    }

    /** @param deviation the standard deviation of the noise */
    public static Spec of(double deviation) {
        return new Spec(deviation);
    }

    @Override
    public Tensor forward(Tensor x, Pass pass) {
        return pass.isTraining() ? x.add(Tensor.normal(x.dtype(), x.shape(), 0, deviation, key)) : x;
    }
}
