package org.librate.nn.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import java.util.Map;
import org.junit.jupiter.api.Test;

class StepDecayTest extends ScheduleContract {

    @Override
    Schedule schedule() {
        return StepDecay.everyEpochs(2).withFactor(0.5);
    }

    @Override
    Schedule again() {
        return StepDecay.everyEpochs(2).withFactor(0.5);
    }

    @Override
    String printed() {
        return "StepDecay[every=2 epochs, factor=0.5]";
    }

    @Override
    Map<Long, Double> factors() {
        return Map.of(0L, 1.0, 19L, 1.0, 20L, 0.5, 39L, 0.5, 40L, 0.25);
    }

    @Test
    void given_times() {
        Schedule schedule = StepDecay.atEpochs(3, 5);
        assertThat(schedule.factor(29, EPOCH)).isEqualTo(1);
        assertThat(schedule.factor(30, EPOCH)).isEqualTo(0.1);
        assertThat(schedule.factor(50, EPOCH)).isCloseTo(0.01, offset(1e-12));
        assertThat(StepDecay.atSteps(7).factor(7, EPOCH)).isEqualTo(0.1);
        assertThat(StepDecay.everySteps(7).factor(14, EPOCH)).isCloseTo(0.01, offset(1e-12));
        assertThat(schedule).hasToString("StepDecay[at=[3 epochs, 5 epochs], factor=0.1]");
    }

    @Test
    void times_must_rise() {
        assertThatThrownBy(() -> StepDecay.atEpochs(5, 3)).hasMessage("StepDecay: times must rise, got [5 epochs, 3 epochs].");
        assertThatThrownBy(() -> StepDecay.everySteps(0)).hasMessage("StepDecay: its length must be > 0, got 0 steps.");
    }
}
