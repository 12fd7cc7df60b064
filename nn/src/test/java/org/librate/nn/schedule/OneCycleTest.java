package org.librate.nn.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.util.Map;
import org.junit.jupiter.api.Test;

class OneCycleTest extends ScheduleContract {

    @Override
    Schedule schedule() {
        return OneCycle.overSteps(101).withRise(0.4).withStart(0.1).withEnd(0.01);
    }

    @Override
    Schedule again() {
        return OneCycle.overSteps(101).withRise(0.4).withStart(0.1).withEnd(0.01);
    }

    @Override
    String printed() {
        return "OneCycle[length=101 steps, rise=0.4, start=0.1, end=0.01]";
    }

    @Override
    Map<Long, Double> factors() {
        return Map.of(0L, 0.1, 20L, 0.55, 40L, 1.0, 70L, 0.505, 100L, 0.01, 500L, 0.01);
    }

    @Test
    void the_peak_is_the_optimizers_rate() {
        Schedule schedule = OneCycle.overEpochs(30);
        double largest = 0;
        for (long step = 0; step < 300; step++) {
            largest = Math.max(largest, schedule.factor(step, EPOCH));
        }
        assertThat(largest).isCloseTo(1, offset(1e-4));
        assertThat(schedule.factor(299, EPOCH)).isCloseTo(4e-6, offset(1e-12));
    }
}
