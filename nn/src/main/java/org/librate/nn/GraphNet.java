package org.librate.nn;

import java.util.List;
import org.librate.core.Check;
import org.librate.core.DType;
import org.librate.core.PackedGraphs;
import org.librate.core.Shape;
import org.librate.core.ShapeException;
import org.librate.core.Tensor;

/**
 * Layers on graphs that come with the data: as a {@link org.librate.core.data.GraphDataset} has them, each sample is the features of a graph's nodes
 * and the graph. The features go through the layers, and the graph goes along with the pass.
 *
 * <pre>{@code
 * GraphNet.of(Gcn.of(16), Relu.create(), Gcn.of(7))                              // a class for each node
 * GraphNet.of(Gcn.of(64), Relu.create(), GraphReadout.mean(), Dense.of(2))       // a class for each graph
 * }</pre>
 *
 * <p>Nodes that are padding are steps beyond a row's length: see {@link Pass#lengths}.
 */
public final class GraphNet implements Net {

    private final LayerSpec layers;

    private GraphNet(LayerSpec layers) {
        this.layers = layers;
    }

    public static GraphNet of(LayerSpec... layers) {
        return new GraphNet(layers.length == 1 ? layers[0] : Sequential.of(layers));
    }

    /** What the features go through. */
    public LayerSpec layers() {
        return layers;
    }

    @Override
    public List<Shape> outputShapes(List<Shape> inputs) {
        Check.require(inputs.size() == 2 || inputs.size() == 3, "GraphNet",
                "takes features, a graph and perhaps its edges' weights, as a GraphDataset has them", inputs);
        Shape x = inputs.get(0);
        Shape graph = inputs.get(1);
        if (x.rank() != 2 || graph.rank() != 1 || graph.last() < PackedGraphs.length((int) x.dim(0), 0)) {
            throw new ShapeException("GraphNet", "needs features [nodes, features] and a packed graph, as a GraphDataset has them", "", x, graph);
        }
        return layers.outputShapes(List.of(x));
    }

    @Override
    public Module build(List<Shape> inputs, Build build) {
        outputShapes(inputs);
        Layer built = layers.build(inputs.get(0), build);
        int nodes = (int) inputs.get(0).dim(0);
        return (batch, pass) -> {
            Tensor x = batch.get(0);
            Tensor packed = batch.get(1).dtype() == DType.INT32 ? batch.get(1) : batch.get(1).cast(DType.INT32);
            PackedGraphs.Unpacked all = PackedGraphs.unpack(packed, batch.size() > 2 ? batch.get(2) : null, nodes);
            return List.of(built.forward(x, pass.withLengths(x, all.counts()).withGraph(all.graph())));
        };
    }

    @Override
    public long layerCount() {
        return 1 + layers.layerCount();
    }

    @Override
    public String toString() {
        return layers instanceof Sequential ? layers.toString().replaceFirst("Sequential", "GraphNet") : "GraphNet[" + layers + "]";
    }
}
