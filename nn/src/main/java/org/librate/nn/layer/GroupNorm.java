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
 * Of padded sequences only the real steps count.
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
        Tensor lengths = pass.lengths(x).orElse(null);
        if (lengths != null) {
            return overSteps(pass.masked(x), pass.mask(x).orElseThrow(), lengths);
        }
        return x.groupNorm(spec.groups(), gamma.tensor(), beta.tensor(), spec.epsilon());
    }

    /** Statistics of the real steps alone, as operations, since the kernel takes all positions. */
    private Tensor overSteps(Tensor x, Tensor real, Tensor lengths) {
        long n = x.dim(0);
        long steps = x.dim(1);
        long perStep = x.size() / (n * steps * x.dim(-1));
        long width = x.dim(-1) / spec.groups();
        Tensor grouped = x.reshape(n, steps * perStep, spec.groups(), width);
        Tensor counts = real.cast(x.dtype()).reshape(n, steps, 1).mul(Tensor.full(x.dtype(), Shape.of(1, 1, perStep), 1))
                .reshape(n, steps * perStep, 1, 1);
        Tensor size = lengths.cast(x.dtype()).mul(perStep * width).clip(1, Float.MAX_VALUE).reshape(n, 1, 1, 1);
        Tensor off = grouped.sub(grouped.sum(1, 3).reshape(n, 1, spec.groups(), 1).div(size));
        Tensor spread = off.square().mul(counts).sum(1, 3).reshape(n, 1, spec.groups(), 1).div(size);
        Tensor normal = off.mul(spread.add(spec.epsilon()).rsqrt()).reshape(x.shape());
        return normal.mul(gamma.tensor()).add(beta.tensor());
    }
}
