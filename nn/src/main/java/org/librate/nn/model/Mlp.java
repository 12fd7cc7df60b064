package org.librate.nn.model;

import java.util.ArrayList;
import java.util.List;
import org.librate.core.Check;
import org.librate.nn.LayerSpec;
import org.librate.nn.Sequential;
import org.librate.nn.layer.Dense;
import org.librate.nn.layer.Dropout;
import org.librate.nn.layer.Relu;

/** Multi-layer perceptrons: dense layers with an activation between. */
public final class Mlp {

    private Mlp() {
    }

    /** With ReLU: {@code Mlp.of(256, 128, 10)} has two hidden layers and ten outputs. */
    public static Sequential of(int... units) {
        return of(Relu.create(), 0, units);
    }

    /**
     * With another activation, and dropout after each.
     *
     * @param dropout the rate, 0 for none
     * @param units of the hidden layers, and of the output last
     */
    public static Sequential of(LayerSpec activation, double dropout, int... units) {
        Check.require(units.length > 0, "Mlp", "needs the units of at least one layer", "none");
        Check.fraction("Mlp", "dropout", dropout);
        List<LayerSpec> layers = new ArrayList<>();
        for (int i = 0; i < units.length; i++) {
            layers.add(Dense.of(units[i]));
            if (i < units.length - 1) {
                layers.add(activation);
                if (dropout > 0) {
                    layers.add(Dropout.of(dropout));
                }
            }
        }
        return Sequential.of(layers);
    }
}
