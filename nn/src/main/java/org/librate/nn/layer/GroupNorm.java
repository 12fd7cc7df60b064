package org.librate.nn.layer;

import org.librate.core.Check;
import org.librate.core.Parameter;
import org.librate.core.Shape;
import org.librate.core.ShapeException;
import org.librate.core.Tensor;
import org.librate.nn.Build;
import org.librate.nn.Layer;
import org.librate.nn.LayerSpec;
import org.librate.nn.Pass;
import org.librate.nn.init.Initializer;

/**
 * Each sample brought to mean 0 and variance 1 within groups of channels, over all positions, then scaled and shifted per channel. For images in
 * batches too small for {@link BatchNorm} (Wu and He 2018). One group is layer norm over the whole sample, as many as channels instance norm.
 */
public final class GroupNorm implements Layer {

    /** What the user writes. */
    public record Spec(int groups, double epsilon) implements LayerSpec {

        public Spec {
            Check.positive("GroupNorm", "groups", groups);
            Check.positive("GroupNorm", "epsilon", epsilon);
        }

        /** What is added to the variance, so that constant groups stay finite. */
        public Spec withEpsilon(double epsilon) {
            return new Spec(groups, epsilon);
        }

        @Override
        public Shape outputShape(Shape input) {
            if (input.rank() == 0 || input.last() % groups != 0) {
                throw new ShapeException(toString(), "the channels must be a multiple of " + groups + " groups", "", input);
            }
            return input;
        }

        @Override
        public GroupNorm build(Shape input, Build build) {
            Shape channels = Shape.of(outputShape(input).last());
            return new GroupNorm(this, build.scale("gamma", channels, Initializer.ones()), build.bias("beta", channels, Initializer.zeros()));
        }

        @Override
        public String toString() {
            return "GroupNorm[groups=" + groups + ", epsilon=" + epsilon + "]";
        }
    }

    private final Spec spec;
    private final Parameter gamma;      // [channels]
    private final Parameter beta;       // [channels]

    private GroupNorm(Spec spec, Parameter gamma, Parameter beta) {
        this.spec = spec;
        this.gamma = gamma;
        this.beta = beta;
    }

    public static Spec of(int groups) {
        return new Spec(groups, 1e-5);
    }

    @Override
    public Tensor forward(Tensor x, Pass pass) {
        return x.groupNorm(spec.groups(), gamma.tensor(), beta.tensor(), spec.epsilon());
    }
}
