package org.librate.nn;

import java.util.Collections;
import org.librate.core.Adjacency;
import org.librate.core.PackedGraphs;
import org.librate.core.Shape;
import org.librate.core.Tensor;

/** A graph layer whose samples are all on one known graph, so that the layer contract can try it. */
public record OnGraph(Adjacency graph, LayerSpec inner) implements LayerSpec {

    @Override
    public Shape outputShape(Shape input) {
        return inner.outputShape(input);
    }

    @Override
    public Layer build(Shape input, Build build) {
        Layer layer = inner.build(input, build);
        int[] packed = PackedGraphs.pack(graph, graph.rows(), graph.edges());
        return (x, pass) -> {
            int n = (int) x.dim(0);
            Tensor all = Tensor.concat(0, Collections.nCopies(n, Tensor.of(Shape.of(1, packed.length), packed)));
            return layer.forward(x, pass.withGraph(PackedGraphs.unpack(all, null, graph.rows()).graph()));
        };
    }

    @Override
    public String toString() {
        return inner.toString();
    }
}
