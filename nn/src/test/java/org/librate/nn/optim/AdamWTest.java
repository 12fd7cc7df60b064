package org.librate.nn.optim;

import java.util.Map;

class AdamWTest extends OptimizerContract {

    @Override
    Optimizer of(double rate) {
        return AdamW.of(rate);
    }

    @Override
    Map<String, Optimizer> goldens() {
        return Map.of("AdamW", AdamW.of(0.1).withWeightDecay(0.25));
    }
}
