package org.librate.nn.layer;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.librate.core.Activation;
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
 * Affine map over the last axis, {@code y = f(x W + b)}: {@code [.., in]} to {@code [.., units]}.
 *
 * <pre>{@code
 * Dense.of(64).withActivation(Activation.RELU)
 * }</pre>
 */
public final class Dense implements Layer {

    /** What the user writes. */
    public record Spec(int units, boolean bias, Activation activation, Initializer weights, Initializer biases) implements LayerSpec {

        public Spec {
            Check.positive("Dense", "units", units);
        }

        public Spec withBias(boolean bias) {
            return new Spec(units, bias, activation, weights, biases);
        }

        /** An activation that the same kernel computes. A layer such as Relu after this one does the same. */
        public Spec withActivation(Activation activation) {
            return new Spec(units, bias, activation, weights, biases);
        }

        public Spec withWeights(Initializer weights) {
            return new Spec(units, bias, activation, weights, biases);
        }

        /** How biases start, such as {@code Initializer.logFrequencies(900, 100)} in a last layer whose classes are not equally frequent. */
        public Spec withBiases(Initializer biases) {
            return new Spec(units, bias, activation, weights, biases);
        }

        @Override
        public Shape outputShape(Shape input) {
            return Sliding.channelled(this, input).withLast(units);
        }

        @Override
        public Dense build(Shape input, Build build) {
            outputShape(input);
            return new Dense(this, build.weight("weight", Shape.of(input.last(), units), weights),
                    bias ? build.bias("bias", Shape.of(units), biases) : null);
        }

        @Override
        public long multiplyAdds(Shape input) {
            return input.size() * units;
        }

        @Override
        public String toString() {
            return "Dense[units=" + units + (bias ? "" : ", bias=false") + (activation == Activation.NONE ? "" : ", activation=" + activation)
                    + (weights.equals(Initializer.heUniform()) ? "" : ", weights=" + weights)
                    + (biases.equals(Initializer.zeros()) ? "" : ", biases=" + biases) + "]";
        }
    }

    private final Spec spec;
    private final Parameter weight;             // [in, units]
    private final @Nullable Parameter bias;     // [units], absent when the spec says so

    private Dense(Spec spec, Parameter weight, @Nullable Parameter bias) {
        this.spec = spec;
        this.weight = weight;
        this.bias = bias;
    }

    public static Spec of(int units) {
        return new Spec(units, true, Activation.NONE, Initializer.heUniform(), Initializer.zeros());
    }

    @Override
    public Optional<Layer> fusedWith(Layer next) {
        Activation along = ActivationLayer.kernelOf(next);
        return spec.activation() == Activation.NONE && along != Activation.NONE ? Optional.of(new Dense(spec.withActivation(along), weight, bias))
                : Optional.empty();
    }

    @Override
    public Tensor forward(Tensor x, Pass pass) {
        if (x.rank() == 0 || x.dim(-1) != weight.shape().dim(0)) {
            throw new ShapeException(spec.toString(), "built for " + weight.shape().dim(0) + " input features",
                    "got " + (x.rank() == 0 ? "a scalar" : x.dim(-1)), x.shape());
        }
        return x.linear(weight.tensor(), bias == null ? null : bias.tensor(), spec.activation());
    }
}
