package org.librate.nn.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ExponentialTest extends ScheduleContract {

    @Override
    Schedule schedule() {
        return Exponential.perEpoch(0.25);
    }

    @Override
    Schedule again() {
        return Exponential.perEpoch(0.25);
    }

    @Override
    String printed() {
        return "Exponential[decay=0.25, length=1 epochs]";
    }

    @Override
    Map<Long, Double> factors() {
        return Map.of(0L, 1.0, 5L, 0.5, 10L, 0.25, 20L, 0.0625);
    }

    @Test
    void stairs_fall_between_epochs() {
        Schedule schedule = Exponential.perEpoch(0.25).withStairs(true);
        assertThat(schedule.factor(9, EPOCH)).isEqualTo(1);
        assertThat(schedule.factor(10, EPOCH)).isEqualTo(0.25);
        assertThat(Exponential.perStep(0.5).factor(2, EPOCH)).isEqualTo(0.25);
    }
}
