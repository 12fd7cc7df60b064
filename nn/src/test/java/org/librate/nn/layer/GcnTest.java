package org.librate.nn.layer;

import org.librate.core.Adjacency;
import org.librate.core.Shape;
import org.librate.nn.LayerContract;
import org.librate.nn.LayerSpec;
import org.librate.nn.OnGraph;

class GcnTest extends LayerContract {

    private static final Adjacency GRAPH = Adjacency.directed(4, new int[][] {{0, 1}, {1, 0}, {1, 2}, {3, 2}, {2, 3}, {0, 3}}).withSelfLoops();

    @Override
    protected LayerSpec spec() {
        return new OnGraph(GRAPH, Gcn.of(2));
    }

    @Override
    protected Shape input() {
        return Shape.of(4, 3);
    }

    @Override
    protected Shape refused() {
        return Shape.of(3);
    }
}
