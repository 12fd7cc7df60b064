package org.librate.nn.optim;

import java.util.Map;

class AdagradTest extends OptimizerContract {

    @Override
    Optimizer of(double rate) {
        return Adagrad.of(rate);
    }

    @Override
    Map<String, Optimizer> goldens() {
        return Map.of("Adagrad", Adagrad.of(0.1));
    }
}
