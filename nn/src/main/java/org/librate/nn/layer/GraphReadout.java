package org.librate.nn.layer;

import org.librate.core.DType;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.nn.Build;
import org.librate.nn.Layer;
import org.librate.nn.LayerSpec;
import org.librate.nn.Pass;

/**
 * What all nodes of a graph say together, so that graphs can be told apart: {@code [nodes, features]} to {@code [features]}. Nodes that are padding
 * do not count.
 *
 * <pre>{@code
 * GraphNet.of(Gcn.of(64), Relu.create(), GraphReadout.mean(), Dense.of(2))
 * }</pre>
 */
public final class GraphReadout implements Layer {

    /** What of the nodes' values is taken. */
    public enum Kind {
        MEAN, SUM, MAX
    }

    /** What the user writes. */
    public record Spec(Kind kind) implements LayerSpec {

        @Override
        public Shape outputShape(Shape input) {
            return Shape.of(OnNodes.sample(this, input).last());
        }

        @Override
        public GraphReadout build(Shape input, Build build) {
            outputShape(input);
            return new GraphReadout(kind);
        }

        @Override
        public String toString() {
            return "GraphReadout[" + kind + "]";
        }
    }

    private final Kind kind;

    private GraphReadout(Kind kind) {
        this.kind = kind;
    }

    /** The mean of each feature: does not tell how large the graph is. */
    public static Spec mean() {
        return new Spec(Kind.MEAN);
    }

    /** The sum of each feature: tells as well how many nodes there are. */
    public static Spec sum() {
        return new Spec(Kind.SUM);
    }

    /** The largest of each feature: tells whether there is such a node. */
    public static Spec max() {
        return new Spec(Kind.MAX);
    }

    @Override
    public Tensor forward(Tensor x, Pass pass) {
        return switch (kind) {
            case MEAN -> pass.lengths(x).map(counts -> pass.masked(x).sum(1).div(size(x, counts))).orElseGet(() -> x.mean(1));
            case SUM -> pass.masked(x).sum(1);
            case MAX -> pass.mask(x).map(real -> largest(x, real)).orElseGet(() -> x.max(1));
        };
    }

    /** 0 for a graph without nodes. */
    private static Tensor largest(Tensor x, Tensor real) {
        Tensor most = real.expandDims(2).where(x, Tensor.full(x.dtype(), Shape.of(1), Double.NEGATIVE_INFINITY)).max(1);
        return real.any(1).expandDims(1).where(most, Tensor.full(x.dtype(), Shape.of(1), 0));
    }

    /** How many nodes each graph has, at least 1. */
    private static Tensor size(Tensor x, Tensor counts) {
        Tensor size = counts.cast(x.dtype() == DType.FLOAT64 ? DType.FLOAT64 : DType.FLOAT32).clip(1, Float.MAX_VALUE);
        return size.reshape(size.size(), 1);
    }
}
