package org.librate.nn.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PolynomialTest extends ScheduleContract {

    @Override
    Schedule schedule() {
        return Polynomial.overEpochs(4).withPower(2).withEnd(0.2);
    }

    @Override
    Schedule again() {
        return Polynomial.overEpochs(4).withPower(2).withEnd(0.2);
    }

    @Override
    String printed() {
        return "Polynomial[length=4 epochs, power=2.0, end=0.2]";
    }

    @Override
    Map<Long, Double> factors() {
        return Map.of(0L, 1.0, 20L, 0.2 + 0.8 * 0.25, 40L, 0.2, 100L, 0.2);
    }

    @Test
    void power_one_is_a_line() {
        assertThat(Polynomial.overSteps(8).factor(2, EPOCH)).isEqualTo(0.75);
    }
}
