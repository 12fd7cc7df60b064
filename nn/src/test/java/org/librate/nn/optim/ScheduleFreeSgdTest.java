package org.librate.nn.optim;

import java.util.Map;

class ScheduleFreeSgdTest extends OptimizerContract {

    @Override
    Optimizer of(double rate) {
        return ScheduleFreeSgd.of(rate);
    }

    @Override
    Map<String, Optimizer> goldens() {
        return Map.of("ScheduleFreeSgd", ScheduleFreeSgd.of(0.1).withWeightDecay(0.1));
    }
}
