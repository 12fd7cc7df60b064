package org.librate.nn;

import java.util.List;
import java.util.Map;
import org.librate.core.save.SavedTypes;

/** How files call what puts layers together. {@link org.librate.nn.save.NetJson#types} has these with all layers. */
public final class NetTypes {

    private record Layers(List<LayerSpec> layers) {
    }

    private record Inside(LayerSpec layer) {
    }

    private NetTypes() {
    }

    public static SavedTypes all() {
        return SavedTypes.create()
                .with("Sequential", Sequential.class, Layers.class, sequential -> new Layers(sequential.layers()),
                        form -> Sequential.of(form.layers()))
                .with("Named", Named.class)
                .with("Graph", Graph.class, SavedGraph.class, Graph::saved, SavedGraph::graph)
                .with("GraphNet", GraphNet.class, Inside.class, net -> new Inside(net.layers()), form -> GraphNet.of(form.layer()))
                .with("GraphLayer", Graph.AsLayer.class)
                // the weights that it started from are among those of the network around it by now
                .with("PretrainedLayer", Pretrained.AsLayer.class, Inside.class, layer -> new Inside(layer.layer()),
                        form -> new Pretrained.AsLayer(form.layer(), Map.of()))
                .refusing(Pretrained.class, "it holds weights. Save a fitted model, or pretrained.net() and its weights");
    }
}
