package org.librate.nn.optim;

import java.util.Map;

class ScheduleFreeAdamWTest extends OptimizerContract {

    @Override
    Optimizer of(double rate) {
        return ScheduleFreeAdamW.of(rate);
    }

    @Override
    Map<String, Optimizer> goldens() {
        return Map.of("ScheduleFreeAdamW", ScheduleFreeAdamW.of(0.1).withWeightDecay(0.1));
    }
}
