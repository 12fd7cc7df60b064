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
 * Graph attention (Veličković et al. 2018): how much a node hears from each neighbour is learned. With {@code h = x W}, each head on its own,
 * {@code α = softmax over neighbours of leakyRelu(a·h_node + b·h_neighbour)} and {@code y = Σ α h_neighbour}: {@code [nodes, in]} to
 * {@code [nodes, heads · units]}, or {@code [nodes, units]} with the mean of the heads. Edges' weights do not count; a node hears itself only if the
 * graph has a loop there: see {@link Adjacency#withSelfLoops}.
 *
 * <pre>{@code
 * GraphNet.of(Gat.of(8).withHeads(8).withDropout(0.6), Elu.create(), Gat.of(7).withMeanOfHeads(true))
 * }</pre>
 */
public final class Gat implements Layer {

    /** What the user writes. */
    public record Spec(int units, int heads, boolean meanOfHeads, double dropout, double slope, boolean bias, Initializer weights)
            implements LayerSpec {

        public Spec {
            Check.positive("Gat", "units", units);
            Check.positive("Gat", "heads", heads);
            Check.fraction("Gat", "dropout", dropout);
            Check.within("Gat", "slope", slope, 0, 1);
        }

        /** How many attentions there are side by side, each of so many units; 1 unless told. */
        public Spec withHeads(int heads) {
            return new Spec(units, heads, meanOfHeads, dropout, slope, bias, weights);
        }

        /** Gives the mean of the heads instead of all of them: for a last layer. */
        public Spec withMeanOfHeads(boolean mean) {
            return new Spec(units, heads, mean, dropout, slope, bias, weights);
        }

        /** In training each node hears a random part of its neighbours: this share of the attention is set to zero. */
        public Spec withDropout(double rate) {
            return new Spec(units, heads, meanOfHeads, rate, slope, bias, weights);
        }

        /** The slope of scores below zero; 0.2 unless told. */
        public Spec withSlope(double slope) {
            return new Spec(units, heads, meanOfHeads, dropout, slope, bias, weights);
        }

        public Spec withBias(boolean bias) {
            return new Spec(units, heads, meanOfHeads, dropout, slope, bias, weights);
        }

        public Spec withWeights(Initializer weights) {
            return new Spec(units, heads, meanOfHeads, dropout, slope, bias, weights);
        }

        private int outputs() {
            return meanOfHeads ? units : heads * units;
        }

        @Override
        public Shape outputShape(Shape input) {
            return OnNodes.sample(this, input).withLast(outputs());
        }

        @Override
        public Gat build(Shape input, Build build) {
            outputShape(input);
            return new Gat(this, build.weight("weight", Shape.of(input.last(), (long) heads * units), weights),
                    build.weight("node", Shape.of(heads, units), weights), build.weight("neighbour", Shape.of(heads, units), weights),
                    bias ? build.bias("bias", Shape.of(outputs()), Initializer.zeros()) : null, build.key("key"));
        }

        /** Without the edges, which are the data's. */
        @Override
        public long multiplyAdds(Shape input) {
            return input.size() * heads * units + 2 * input.dim(0) * heads * units;
        }

        @Override
        public String toString() {
            return "Gat[units=" + units + (heads == 1 ? "" : ", heads=" + heads) + (meanOfHeads ? ", meanOfHeads=true" : "")
                    + (dropout == 0 ? "" : ", dropout=" + dropout)
                    + (slope == 0.2 ? "" : ", slope=" + slope) + (bias ? "" : ", bias=false")
                    + (weights.equals(Initializer.glorotUniform()) ? "" : ", weights=" + weights) + "]";
        }
    }

    private final Spec spec;
    private final Parameter weight;             // [in, heads · units]
    private final Parameter node;               // [heads, units]: scores a node by
    private final Parameter neighbour;          // [heads, units]: scores its neighbours by
    private final @Nullable Parameter bias;     // [outputs], absent when the spec says so
    private final Tensor key;

    private Gat(Spec spec, Parameter weight, Parameter node, Parameter neighbour, @Nullable Parameter bias, Tensor key) {
        this.spec = spec;
        this.weight = weight;
        this.node = node;
        this.neighbour = neighbour;
        this.bias = bias;
        this.key = key;
    }

    /** @param units of each head */
    public static Spec of(int units) {
        return new Spec(units, 1, false, 0, 0.2, true, Initializer.glorotUniform());
    }

    @Override
    public Tensor forward(Tensor x, Pass pass) {
        Adjacency graph = pass.graph(spec, x);
        Tensor h = OnNodes.flat(x).matmul(weight.tensor());
        Tensor byHead = h.reshape(h.dim(0), spec.heads(), spec.units());
        Tensor scores = graph.sumsOfEnds(byHead.mul(node.tensor()).sum(2), byHead.mul(neighbour.tensor()).sum(2)).leakyRelu(spec.slope());
        Tensor attention = graph.softmax(scores);
        Tensor heard = pass.isTraining() && spec.dropout() > 0 ? attention.dropout(spec.dropout(), key) : attention;
        Tensor y = graph.sum(h, heard);
        Tensor joined = spec.meanOfHeads() ? y.reshape(y.dim(0), spec.heads(), spec.units()).mean(1) : y;
        return OnNodes.like(x, bias == null ? joined : joined.add(bias.tensor()));
    }
}
