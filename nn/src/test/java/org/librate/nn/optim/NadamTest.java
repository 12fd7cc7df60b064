package org.librate.nn.optim;

import java.util.Map;

class NadamTest extends OptimizerContract {

    @Override
    Optimizer of(double rate) {
        return Nadam.of(rate);
    }

    @Override
    Map<String, Optimizer> goldens() {
        return Map.of("Nadam", Nadam.of(0.1));
    }
}
