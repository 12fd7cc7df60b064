package org.librate.nn.layer;

import org.librate.core.Activation;
import org.librate.core.Check;
import org.librate.core.Shape;
import org.librate.core.ShapeException;
import org.librate.core.Tensor;
import org.librate.nn.Build;
import org.librate.nn.Layer;
import org.librate.nn.LayerSpec;
import org.librate.nn.Pass;

/**
 * Weighs the channels of an image by what the whole image holds: {@code x·σ(W₂ silu(W₁ mean(x)))}, the mean over all positions (Hu et al. 2018).
 *
 * <pre>{@code
 * SqueezeExcitation.of(8)      // eight units in between
 * }</pre>
 */
public final class SqueezeExcitation implements Layer {

    /** What the user writes. */
    public record Spec(int units) implements LayerSpec {

        public Spec {
            Check.positive("SqueezeExcitation", "units", units);
        }

        @Override
        public Shape outputShape(Shape input) {
            if (input.rank() != 3) {
                throw new ShapeException(toString(), "needs samples [height, width, channels]", "", input);
            }
            return input;
        }

        @Override
        public SqueezeExcitation build(Shape input, Build build) {
            long channels = outputShape(input).last();
            return new SqueezeExcitation(build.layer("reduce", Dense.of(units), Shape.of(channels)),
                    build.layer("expand", Dense.of((int) channels).withActivation(Activation.SIGMOID), Shape.of(units)));
        }

        /** The weighing; the two maps count for themselves. */
        @Override
        public long multiplyAdds(Shape input) {
            return input.size();
        }

        @Override
        public String toString() {
            return "SqueezeExcitation[units=" + units + "]";
        }
    }

    private final Layer reduce;     // [channels] to [units]
    private final Layer expand;     // [units] to [channels]

    private SqueezeExcitation(Layer reduce, Layer expand) {
        this.reduce = reduce;
        this.expand = expand;
    }

    /** @param units how many numbers the image is summed up in */
    public static Spec of(int units) {
        return new Spec(units);
    }

    @Override
    public Tensor forward(Tensor x, Pass pass) {
        Tensor seen = x.globalAveragePool2d();
        Tensor weights = expand.forward(reduce.forward(seen, pass).silu(), pass);
        return x.mul(weights.reshape(x.dim(0), 1, 1, x.dim(3)));
    }
}
