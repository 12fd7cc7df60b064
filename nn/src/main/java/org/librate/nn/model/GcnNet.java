package org.librate.nn.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.librate.core.Check;
import org.librate.nn.GraphNet;
import org.librate.nn.LayerSpec;
import org.librate.nn.layer.Dense;
import org.librate.nn.layer.Dropout;
import org.librate.nn.layer.Gcn;
import org.librate.nn.layer.GraphReadout;
import org.librate.nn.layer.Relu;

/** Graph convolutional networks (Kipf and Welling 2017): graph convolutions with ReLU between, and dropout before each. */
public final class GcnNet {

    private GcnNet() {
    }

    /**
     * For a class of each node: {@code GcnNet.ofNodes(0.5, 16, 7)} is the network of the paper, with 16 hidden units and seven classes.
     *
     * @param dropout the rate, 0 for none
     * @param units of the hidden layers, and of the output last
     */
    public static GraphNet ofNodes(double dropout, int... units) {
        return GraphNet.of(layers(dropout, units).toArray(LayerSpec[]::new));
    }

    /**
     * For a class of each graph: the nodes' mean after the last hidden layer, and a dense layer on it.
     *
     * @param dropout the rate, 0 for none
     * @param units of the hidden layers, and of the output last: at least two
     */
    public static GraphNet ofGraphs(double dropout, int... units) {
        Check.require(units.length > 1, "GcnNet", "needs the units of at least one hidden layer and of the output", units.length);
        int[] hidden = Arrays.copyOf(units, units.length - 1);
        List<LayerSpec> layers = layers(dropout, hidden);
        layers.add(Relu.create());
        layers.add(GraphReadout.mean());
        layers.add(Dense.of(units[units.length - 1]));
        return GraphNet.of(layers.toArray(LayerSpec[]::new));
    }

    private static List<LayerSpec> layers(double dropout, int... units) {
        Check.require(units.length > 0, "GcnNet", "needs the units of at least one layer", "none");
        Check.fraction("GcnNet", "dropout", dropout);
        List<LayerSpec> layers = new ArrayList<>();
        for (int i = 0; i < units.length; i++) {
            if (dropout > 0) {
                layers.add(Dropout.of(dropout));
            }
            layers.add(Gcn.of(units[i]));
            if (i < units.length - 1) {
                layers.add(Relu.create());
            }
        }
        return layers;
    }
}
