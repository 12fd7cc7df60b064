package org.librate.nn.optim;

import java.util.Map;

class AdamTest extends OptimizerContract {

    @Override
    Optimizer of(double rate) {
        return Adam.of(rate);
    }

    @Override
    Map<String, Optimizer> goldens() {
        return Map.of("Adam", Adam.of(0.1));
    }
}
