package org.librate.nn.schedule;

import java.util.Map;

class CyclicTest extends ScheduleContract {

    @Override
    Schedule schedule() {
        return Cyclic.everyEpochs(2).withLow(0.2).withDecay(0.5);
    }

    @Override
    Schedule again() {
        return Cyclic.everyEpochs(2).withLow(0.2).withDecay(0.5);
    }

    @Override
    String printed() {
        return "Cyclic[length=2 epochs, low=0.2, decay=0.5]";
    }

    @Override
    Map<Long, Double> factors() {
        return Map.of(0L, 0.2, 5L, 0.6, 10L, 1.0, 15L, 0.6, 20L, 0.2, 30L, 0.6, 40L, 0.2, 50L, 0.4);
    }
}
