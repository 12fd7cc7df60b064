package org.librate.nn.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class WarmupTest extends ScheduleContract {

    @Override
    Schedule schedule() {
        return Warmup.overEpochs(2);
    }

    @Override
    Schedule again() {
        return Warmup.overEpochs(2);
    }

    @Override
    String printed() {
        return "Warmup[length=2 epochs, start=0.0]";
    }

    @Override
    Map<Long, Double> factors() {
        return Map.of(0L, 0.05, 9L, 0.5, 19L, 1.0, 20L, 1.0);
    }

    @Test
    void it_may_start_higher() {
        assertThat(Warmup.overSteps(4).withStart(0.5).factor(1, EPOCH)).isEqualTo(0.75);
    }
}
