package org.librate.nn.optim;

import java.util.Map;

class LionTest extends OptimizerContract {

    @Override
    Optimizer of(double rate) {
        return Lion.of(rate);
    }

    @Override
    Map<String, Optimizer> goldens() {
        return Map.of("Lion", Lion.of(0.1).withWeightDecay(0.1));
    }
}
