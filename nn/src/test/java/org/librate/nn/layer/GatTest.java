package org.librate.nn.layer;

class GatTest extends GraphLayerContract {

    GatTest() {
        super(GRAPH.withSelfLoops(), Gat.of(2).withHeads(2).withDropout(0.3));
    }
}
