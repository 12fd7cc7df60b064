package org.librate.nn.layer;

class GraphSageTest extends GraphLayerContract {

    GraphSageTest() {
        super(GRAPH.withoutSelfLoops(), GraphSage.of(2));
    }
}
