package org.librate.nn.optim;

import java.util.Map;

class RAdamTest extends OptimizerContract {

    @Override
    Optimizer of(double rate) {
        return RAdam.of(rate);
    }

    @Override
    Map<String, Optimizer> goldens() {
        return Map.of("RAdam", RAdam.of(0.1), "RAdam_short", RAdam.of(0.1).withBetas(0.8, 0.9));
    }
}
