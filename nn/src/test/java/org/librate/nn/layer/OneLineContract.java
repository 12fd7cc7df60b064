package org.librate.nn.layer;

import org.jspecify.annotations.Nullable;
import org.librate.core.Shape;
import org.librate.nn.LayerContract;
import org.librate.nn.LayerSpec;

/** What every layer promises, of one that says all about itself in a line. */
abstract class OneLineContract extends LayerContract {

    private final LayerSpec spec;
    private final Shape input;
    private final @Nullable Shape refused;

    /** A layer that refuses samples without axes. */
    OneLineContract(LayerSpec spec, Shape input) {
        this(spec, input, Shape.scalar());
    }

    /** @param refused a sample that the layer must refuse, or null if it takes every shape */
    OneLineContract(LayerSpec spec, Shape input, @Nullable Shape refused) {
        this.spec = spec;
        this.input = input;
        this.refused = refused;
    }

    @Override
    protected LayerSpec spec() {
        return spec;
    }

    @Override
    protected Shape input() {
        return input;
    }

    @Override
    protected @Nullable Shape refused() {
        return refused;
    }
}
