package org.librate.nn.layer;

class GcnTest extends GraphLayerContract {

    GcnTest() {
        super(GRAPH.withSelfLoops(), Gcn.of(2));
    }
}
