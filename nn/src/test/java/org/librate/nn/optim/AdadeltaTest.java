package org.librate.nn.optim;

import java.util.Map;

class AdadeltaTest extends OptimizerContract {

    @Override
    Optimizer of(double rate) {
        return Adadelta.of(rate);
    }

    @Override
    Map<String, Optimizer> goldens() {
        return Map.of("Adadelta", Adadelta.of(1));
    }
}
