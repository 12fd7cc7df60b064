package org.librate.nn.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every schedule promises. A schedule's test names it, and gives factors at steps, worked out by hand for epochs of 10 steps. */
abstract class ScheduleContract {

    static final long EPOCH = 10;

    /** The schedule under test. */
    abstract Schedule schedule();

    /** The same written once more. */
    abstract Schedule again();

    abstract Map<Long, Double> factors();

    /** How it must print. */
    abstract String printed();

    @Test
    void it_has_the_factors_worked_out_by_hand() {
        factors().forEach((step, factor) -> assertThat(schedule().factor(step, EPOCH)).as("step %d", step).isCloseTo(factor, offset(1e-9)));
    }

    @Test
    void it_is_a_pure_function() {
        Schedule schedule = schedule();
        double[] forward = new double[200];
        for (int step = 0; step < 200; step++) {
            forward[step] = schedule.factor(step, EPOCH);
        }
        for (int step = 199; step >= 0; step--) {
            assertThat(schedule.factor(step, EPOCH)).isEqualTo(forward[step]);
            assertThat(again().factor(step, EPOCH)).isEqualTo(forward[step]);
        }
    }

    @Test
    void factors_are_finite_and_not_negative_for_ever_and_for_any_epoch() {
        for (long perEpoch : new long[] {1, 3, EPOCH, 100_000}) {
            for (long step : new long[] {0, 1, 2, 3, 5, 9, 10, 11, 99, 100, 299, 300, 301, 1_000_000, 1L << 40}) {
                double factor = schedule().factor(step, perEpoch);
                assertThat(factor >= 0 && factor < Double.POSITIVE_INFINITY).as("factor %s at step %d of %d", factor, step, perEpoch).isTrue();
            }
        }
    }

    @Test
    void it_prints_like_the_code_that_made_it_and_equals_its_like() {
        assertThat(schedule()).hasToString(printed()).isEqualTo(again()).hasSameHashCodeAs(again());
    }
}
