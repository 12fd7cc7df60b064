package org.librate.nn.layer;

import org.jspecify.annotations.Nullable;
import org.librate.core.Check;
import org.librate.core.Parameter;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.nn.Build;
import org.librate.nn.Layer;
import org.librate.nn.LayerSpec;
import org.librate.nn.Pass;
import org.librate.nn.init.Initializer;

/**
 * Each position's channels brought to mean 0 and variance 1, then scaled and shifted: {@code γ·(x − mean) / √(variance + ε) + β} over the last axis.
 * Needs no batch, so training and inference are alike (Ba et al. 2016).
 */
public final class LayerNorm implements Layer {

    /** What the user writes. */
    public record Spec(double epsilon, boolean bias) implements LayerSpec {

        public Spec {
            Check.positive("LayerNorm", "epsilon", epsilon);
        }

        /** What is added to the divisor's square, so that constant rows stay finite. */
        public Spec withEpsilon(double epsilon) {
            return new Spec(epsilon, bias);
        }

        /** Whether something is added after the scaling. */
        public Spec withBias(boolean bias) {
            return new Spec(epsilon, bias);
        }

        @Override
        public Shape outputShape(Shape input) {
            return Sliding.channelled(this, input);
        }

        @Override
        public LayerNorm build(Shape input, Build build) {
            outputShape(input);
            Shape channels = Shape.of(input.last());
            return new LayerNorm(epsilon, build.scale("gamma", channels, Initializer.ones()),
                    bias ? build.bias("beta", channels, Initializer.zeros()) : null);
        }

        @Override
        public String toString() {
            return "LayerNorm[epsilon=" + epsilon + (bias ? "" : ", bias=false") + "]";
        }
    }

    private final double epsilon;
    private final Parameter gamma;              // [channels]
    private final @Nullable Parameter beta;     // [channels], absent without a bias

    private LayerNorm(double epsilon, Parameter gamma, @Nullable Parameter beta) {
        this.epsilon = epsilon;
        this.gamma = gamma;
        this.beta = beta;
    }

    public static Spec create() {
        return new Spec(1e-5, true);
    }

    @Override
    public Tensor forward(Tensor x, Pass pass) {
        return x.layerNorm(gamma.tensor(), beta == null ? Tensor.zeros(x.dtype(), gamma.shape()) : beta.tensor(), epsilon);
    }
}
