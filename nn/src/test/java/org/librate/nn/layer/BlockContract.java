package org.librate.nn.layer;

import org.librate.core.Shape;
import org.librate.nn.LayerSpec;

/** What every layer promises, of a transformer's blocks: small ones, with dropout. */
abstract class BlockContract extends OneLineContract {

    BlockContract(LayerSpec spec) {
        super(spec, Shape.of(2, 4), Shape.of(2, 6));
    }

    /** Padding is attended to with weight 0, and 0 times NaN is NaN. */
    @Override
    protected boolean padsMayBeNan() {
        return false;
    }
}
