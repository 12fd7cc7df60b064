package org.librate.nn.layer;

class GatMeanTest extends GraphLayerContract {

    GatMeanTest() {
        super(GRAPH.withSelfLoops(), Gat.of(3).withHeads(2).withMeanOfHeads(true));
    }
}
