package org.librate.nn.model;

import org.librate.core.Check;
import org.librate.core.Shape;
import org.librate.nn.Build;
import org.librate.nn.Layer;
import org.librate.nn.LayerSpec;

/** A model of sequences that is a net of layers, and says itself what it takes. */
interface OfSequences extends LayerSpec {

    /** The layers it is made of. */
    LayerSpec net();

    @Override
    default Layer build(Shape input, Build build) {
        outputShape(input);
        return net().build(input, build);
    }

    static Shape overTokens(OfSequences model, Shape input) {
        Check.require(input.rank() == 1 && input.size() > 0, model.toString(), "takes tokens [time]", input);
        return model.net().outputShape(input);
    }

    static Shape overSeries(OfSequences model, Shape input) {
        Check.require(input.rank() == 2 && input.size() > 0, model.toString(), "takes series [time, features]", input);
        return model.net().outputShape(input);
    }
}
