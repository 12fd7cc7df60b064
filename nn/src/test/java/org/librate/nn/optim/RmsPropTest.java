package org.librate.nn.optim;

import java.util.Map;

class RmsPropTest extends OptimizerContract {

    @Override
    Optimizer of(double rate) {
        return RmsProp.of(rate);
    }

    @Override
    Map<String, Optimizer> goldens() {
        return Map.of(
                "RmsProp", RmsProp.of(0.1).withDecay(0.9).withEpsilon(1e-7),
                "RmsProp_momentum", RmsProp.of(0.1).withDecay(0.9).withMomentum(0.9).withEpsilon(1e-7),
                "RmsProp_centered", RmsProp.of(0.1).withDecay(0.9).withMomentum(0.9).withCentered(true).withEpsilon(1e-3));
    }
}
