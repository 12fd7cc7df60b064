package org.librate.nn.layer;

import java.util.stream.IntStream;
import org.librate.core.Check;
import org.librate.core.Normalized;
import org.librate.core.Parameter;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.nn.Build;
import org.librate.nn.Layer;
import org.librate.nn.LayerSpec;
import org.librate.nn.Pass;
import org.librate.nn.init.Initializer;

/**
 * Each channel brought to mean 0 and variance 1 over the batch and all positions, then scaled and shifted:
 * {@code γ·(x − mean) / √(variance + ε) + β} (Ioffe and Szegedy 2015).
 *
 * <p>Training uses the batch's statistics and moves running ones towards them, {@code running += momentum·(batch − running)}; inference uses the
 * running ones. As in PyTorch, momentum is the weight of the new, and the running variance is the unbiased one.
 *
 * <p>Of padded sequences only the real steps count.
 *
 * <p>The batch is all rows that are in it: a row whose weight is 0 counts nothing in the loss, but here as much as any. So leave rows out
 * ({@code data.subset(..)}) rather than weigh them 0. The trainer never fills up a smaller last batch.
 *
 * <pre>{@code
 * Sequential.of(Conv2d.of(32, 3).withBias(false), BatchNorm.create(), Relu.create())
 * }</pre>
 */
public final class BatchNorm implements Layer {

    /** What the user writes. */
    public record Spec(double momentum, double epsilon, boolean frozen, Initializer scale) implements LayerSpec {

        public Spec {
            Check.within("BatchNorm", "momentum", momentum, 0, 1);
            Check.positive("BatchNorm", "epsilon", epsilon);
        }

        /** How much of each batch's statistics goes into the running ones: 0.1 unless said otherwise. */
        public Spec withMomentum(double momentum) {
            return new Spec(momentum, epsilon, frozen, scale);
        }

        /** What is added to the variance, so that constant channels stay finite. */
        public Spec withEpsilon(double epsilon) {
            return new Spec(momentum, epsilon, frozen, scale);
        }

        /** Whether training too uses the running statistics and leaves them as they are: for fine-tuning on small batches. */
        public Spec withFrozen(boolean frozen) {
            return new Spec(momentum, epsilon, frozen, scale);
        }

        /** How γ starts: ones unless said otherwise. Zeros at the end of a residual branch let it start as the identity. */
        public Spec withScale(Initializer scale) {
            return new Spec(momentum, epsilon, frozen, scale);
        }

        @Override
        public Shape outputShape(Shape input) {
            return Sliding.channelled(this, input);
        }

        @Override
        public BatchNorm build(Shape input, Build build) {
            return new BatchNorm(this, Shape.of(outputShape(input).last()), build);
        }

        @Override
        public String toString() {
            return "BatchNorm[momentum=" + momentum + ", epsilon=" + epsilon + (frozen ? ", frozen=true" : "") + "]";
        }
    }

    private final Spec spec;
    private final String path;
    private final Parameter gamma;      // [channels], as the others
    private final Parameter beta;
    private final Tensor mean;
    private final Tensor variance;

    private BatchNorm(Spec spec, Shape channels, Build build) {
        this.spec = spec;
        this.path = build.path();
        this.gamma = build.scale("gamma", channels, spec.scale());
        this.beta = build.bias("beta", channels, Initializer.zeros());
        this.mean = build.state("mean", channels, 0);
        this.variance = build.state("variance", channels, 1);
    }

    public static Spec create() {
        return new Spec(0.1, 1e-5, false, Initializer.ones());
    }

    @Override
    public Tensor forward(Tensor x, Pass pass) {
        if (spec.frozen() || !pass.trains(path)) {
            return x.batchNorm(gamma.tensor(), beta.tensor(), mean, variance, spec.epsilon());
        }
        Tensor lengths = pass.lengths(x).orElse(null);
        if (lengths != null) {
            return overSteps(pass.masked(x), pass.mask(x).orElseThrow());
        }
        Normalized batch = x.batchNorm(gamma.tensor(), beta.tensor(), spec.epsilon());
        long rows = x.size() / x.dim(-1);
        remember(mean, batch.mean(), 1);
        remember(variance, batch.variance(), rows > 1 ? rows / (rows - 1.0) : 1);
        return batch.output();
    }

    /** Statistics of the real steps alone, as operations, since the kernel takes all rows. */
    private Tensor overSteps(Tensor x, Tensor real) {
        int[] positions = IntStream.range(0, x.rank() - 1).toArray();
        Shape ofSteps = Shape.of(x.dim(0), x.dim(1));
        for (int axis = 2; axis < x.rank(); axis++) {
            ofSteps = ofSteps.append(1);
        }
        Tensor counts = real.cast(x.dtype()).reshape(ofSteps);
        double perStep = x.size() / (double) (x.dim(0) * x.dim(1) * x.dim(-1));
        Tensor rows = counts.sum().reshape(1).mul(perStep);
        Tensor some = rows.clip(1, Float.MAX_VALUE);
        Tensor average = x.sum(positions).div(some);
        Tensor off = x.sub(average);
        Tensor spread = off.square().mul(counts).sum(positions).div(some);
        Tensor moves = rows.clip(0, 1).mul(spec.momentum()); // a batch without a real step teaches nothing
        Tensor unbiased = spread.detach().mul(some.div(some.sub(1).clip(1, Float.MAX_VALUE)));
        mean.assign(mean.add(average.detach().sub(mean).mul(moves)));
        variance.assign(variance.add(unbiased.sub(variance).mul(moves)));
        return off.mul(spread.add(spec.epsilon()).rsqrt()).mul(gamma.tensor()).add(beta.tensor());
    }

    private void remember(Tensor running, Tensor now, double correction) {
        running.assign(running.mul(1 - spec.momentum()).add(now.mul(spec.momentum() * correction)));
    }
}
