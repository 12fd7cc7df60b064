package org.librate.nn.optim;

import java.util.Map;

class LambTest extends OptimizerContract {

    @Override
    Optimizer of(double rate) {
        return Lamb.of(rate);
    }

    @Override
    Map<String, Optimizer> goldens() {
        return Map.of("Lamb", Lamb.of(0.1).withWeightDecay(0.1));
    }
}
