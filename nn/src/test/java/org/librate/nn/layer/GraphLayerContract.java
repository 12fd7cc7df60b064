package org.librate.nn.layer;

import org.librate.core.Adjacency;
import org.librate.core.Shape;
import org.librate.nn.LayerSpec;
import org.librate.nn.OnGraph;

/** What every layer promises, of those that pass messages along the edges of a graph. */
abstract class GraphLayerContract extends OneLineContract {

    static final Adjacency GRAPH = Adjacency.directed(4, new int[][] {{0, 1}, {1, 0}, {1, 2}, {3, 2}, {2, 3}, {0, 3}});

    GraphLayerContract(Adjacency graph, LayerSpec layer) {
        super(new OnGraph(graph, layer), Shape.of(4, 3), Shape.of(3));
    }
}
