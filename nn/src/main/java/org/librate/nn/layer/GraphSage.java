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
 * GraphSAGE (Hamilton, Ying and Leskovec 2017): a node keeps what it knows itself apart from what its neighbours say,
 * {@code y = x W + aggregate(neighbours) V + b}: {@code [nodes, in]} to {@code [nodes, units]}. Made for graphs without self-loops.
 *
 * <pre>{@code
 * GraphNet.of(GraphSage.of(64), Relu.create(), GraphSage.of(7).withAggregation(GraphSage.Aggregation.MAX))
 * }</pre>
 */
public final class GraphSage implements Layer {

    /** How what the neighbours say becomes one. */
    public enum Aggregation {
        /** Their mean, by the weights of the edges. */
        MEAN,
        /** The largest of each feature. */
        MAX,
        /** Their sum, by the weights of the edges: tells how many there are. */
        SUM
    }

    /** What the user writes. */
    public record Spec(int units, Aggregation aggregation, boolean bias, Initializer weights) implements LayerSpec {

        public Spec {
            Check.positive("GraphSage", "units", units);
        }

        public Spec withAggregation(Aggregation aggregation) {
            return new Spec(units, aggregation, bias, weights);
        }

        public Spec withBias(boolean bias) {
            return new Spec(units, aggregation, bias, weights);
        }

        public Spec withWeights(Initializer weights) {
            return new Spec(units, aggregation, bias, weights);
        }

        @Override
        public Shape outputShape(Shape input) {
            return OnNodes.sample(this, input).withLast(units);
        }

        @Override
        public GraphSage build(Shape input, Build build) {
            outputShape(input);
            Shape shape = Shape.of(input.last(), units);
            return new GraphSage(this, build.weight("self", shape, weights), build.weight("neighbours", shape, weights),
                    bias ? build.bias("bias", Shape.of(units), Initializer.zeros()) : null);
        }

        /** Without the edges, which are the data's. */
        @Override
        public long multiplyAdds(Shape input) {
            return 2 * input.size() * units;
        }

        @Override
        public String toString() {
            return "GraphSage[units=" + units + (aggregation == Aggregation.MEAN ? "" : ", aggregation=" + aggregation) + (bias ? "" : ", bias=false")
                    + (weights.equals(Initializer.glorotUniform()) ? "" : ", weights=" + weights) + "]";
        }
    }

    private final Spec spec;
    private final Parameter self;               // [in, units]
    private final Parameter neighbours;         // [in, units]
    private final @Nullable Parameter bias;     // [units], absent when the spec says so

    private GraphSage(Spec spec, Parameter self, Parameter neighbours, @Nullable Parameter bias) {
        this.spec = spec;
        this.self = self;
        this.neighbours = neighbours;
        this.bias = bias;
    }

    public static Spec of(int units) {
        return new Spec(units, Aggregation.MEAN, true, Initializer.glorotUniform());
    }

    @Override
    public Tensor forward(Tensor x, Pass pass) {
        Adjacency graph = pass.graph(spec, x);
        Tensor nodes = OnNodes.flat(x);
        Tensor own = nodes.linear(self.tensor(), bias == null ? null : bias.tensor());
        return OnNodes.like(x, own.add(heard(spec.aggregation() == Aggregation.MEAN ? graph.byRow(x.dtype()) : graph, nodes)));
    }

    /** Sums and means are worked on where the features are fewer: before the product with V or after. */
    private Tensor heard(Adjacency graph, Tensor nodes) {
        if (spec.aggregation() == Aggregation.MAX) {
            return graph.max(nodes).matmul(neighbours.tensor());
        }
        return nodes.dim(1) < spec.units() ? graph.sum(nodes).matmul(neighbours.tensor()) : graph.sum(nodes.matmul(neighbours.tensor()));
    }
}
