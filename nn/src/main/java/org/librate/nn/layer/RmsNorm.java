package org.librate.nn.layer;

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
 * Each position's channels divided by their root mean square, then scaled: {@code γ·x / √(mean(x²) + ε)} over the last axis (Zhang and Sennrich
 * 2019).
 */
public final class RmsNorm implements Layer {

    /** What the user writes. */
    public record Spec(double epsilon) implements LayerSpec {

        public Spec {
            Check.positive("RmsNorm", "epsilon", epsilon);
        }

        /** What is added to the divisor's square, so that constant rows stay finite. */
        public Spec withEpsilon(double epsilon) {
            return new Spec(epsilon);
        }

        @Override
        public Shape outputShape(Shape input) {
            return Sliding.channelled(this, input);
        }

        @Override
        public RmsNorm build(Shape input, Build build) {
            outputShape(input);
            return new RmsNorm(epsilon, build.scale("gamma", Shape.of(input.last()), Initializer.ones()));
        }

        @Override
        public String toString() {
            return "RmsNorm[epsilon=" + epsilon + "]";
        }
    }

    private final double epsilon;
    private final Parameter gamma;      // [channels]

    private RmsNorm(double epsilon, Parameter gamma) {
        this.epsilon = epsilon;
        this.gamma = gamma;
    }

    public static Spec create() {
        return new Spec(1e-5);
    }

    @Override
    public Tensor forward(Tensor x, Pass pass) {
        return x.rmsNorm(gamma.tensor(), epsilon);
    }
}
