package org.librate.nn.layer;

class GraphSageMaxTest extends GraphLayerContract {

    GraphSageMaxTest() {
        super(GRAPH.withoutSelfLoops(), GraphSage.of(2).withAggregation(GraphSage.Aggregation.MAX));
    }
}
