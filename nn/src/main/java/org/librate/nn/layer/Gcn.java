package org.librate.nn.layer;

import org.jspecify.annotations.Nullable;
import org.librate.core.Adjacency;
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
 * Graph convolution (Kipf and Welling 2017): each node mixes its neighbours, {@code y = Â x W + b} with {@code Â = D^-½ A D^-½}:
 * {@code [nodes, in]} to {@code [nodes, units]}. A node hears itself only if the graph has a loop there: see {@link Adjacency#withSelfLoops}.
 *
 * <pre>{@code
 * GraphNet.of(Dropout.of(0.5), Gcn.of(16), Relu.create(), Dropout.of(0.5), Gcn.of(7))
 * }</pre>
 */
public final class Gcn implements Layer {

    /** What the user writes. */
    public record Spec(int units, boolean bias, Initializer weights) implements LayerSpec {

        public Spec {
            Check.positive("Gcn", "units", units);
        }

        public Spec withBias(boolean bias) {
            return new Spec(units, bias, weights);
        }

        public Spec withWeights(Initializer weights) {
            return new Spec(units, bias, weights);
        }

        @Override
        public Shape outputShape(Shape input) {
            return OnNodes.sample(this, input).withLast(units);
        }

        @Override
        public Gcn build(Shape input, Build build) {
            outputShape(input);
            return new Gcn(this, build.weight("weight", Shape.of(input.last(), units), weights),
                    bias ? build.bias("bias", Shape.of(units), Initializer.zeros()) : null);
        }

        /** Without the edges, which are the data's. */
        @Override
        public long multiplyAdds(Shape input) {
            return input.size() * units;
        }

        @Override
        public String toString() {
            return "Gcn[units=" + units + (bias ? "" : ", bias=false") + (weights.equals(Initializer.glorotUniform()) ? "" : ", weights=" + weights)
                    + "]";
        }
    }

    private final Spec spec;
    private final Parameter weight;             // [in, units]
    private final @Nullable Parameter bias;     // [units], absent when the spec says so

    private Gcn(Spec spec, Parameter weight, @Nullable Parameter bias) {
        this.spec = spec;
        this.weight = weight;
        this.bias = bias;
    }

    public static Spec of(int units) {
        return new Spec(units, true, Initializer.glorotUniform());
    }

    /** Edges are worked on where the features are fewer: before the product with W or after. */
    @Override
    public Tensor forward(Tensor x, Pass pass) {
        Adjacency graph = pass.graph(spec, x).symmetric(x.dtype());
        Tensor nodes = OnNodes.flat(x);
        Tensor y = nodes.dim(1) < spec.units() ? graph.sum(nodes).matmul(weight.tensor()) : graph.sum(nodes.matmul(weight.tensor()));
        return OnNodes.like(x, bias == null ? y : y.add(bias.tensor()));
    }
}
