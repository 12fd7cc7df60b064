package org.librate.nn.optim;

import java.util.Map;

class AmsGradTest extends OptimizerContract {

    @Override
    Optimizer of(double rate) {
        return AmsGrad.of(rate);
    }

    @Override
    Map<String, Optimizer> goldens() {
        return Map.of("AmsGrad", AmsGrad.of(0.1).withBetas(0.9, 0.5).withWeightDecay(0.25));
    }
}
