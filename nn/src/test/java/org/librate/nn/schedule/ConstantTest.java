package org.librate.nn.schedule;

import java.util.Map;

class ConstantTest extends ScheduleContract {

    @Override
    Schedule schedule() {
        return Constant.of(0.5);
    }

    @Override
    Schedule again() {
        return Constant.of(0.5);
    }

    @Override
    String printed() {
        return "Constant[factor=0.5]";
    }

    @Override
    Map<Long, Double> factors() {
        return Map.of(0L, 0.5, 1000L, 0.5);
    }
}
