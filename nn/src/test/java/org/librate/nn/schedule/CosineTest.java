package org.librate.nn.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CosineTest extends ScheduleContract {

    @Override
    Schedule schedule() {
        return Cosine.overEpochs(30).withWarmupEpochs(2);
    }

    @Override
    Schedule again() {
        return Cosine.overEpochs(30).withWarmupEpochs(2);
    }

    @Override
    String printed() {
        return "Cosine[length=30 epochs, warmup=2 epochs]";
    }

    @Override
    Map<Long, Double> factors() {
        return Map.of(0L, 0.05, 19L, 1.0, 20L, 1.0, 90L, (1 + Math.sqrt(0.5)) / 2, 160L, 0.5, 300L, 0.0, 1000L, 0.0);
    }

    @Test
    void it_ends_where_it_should() {
        Schedule schedule = Cosine.overSteps(100).withEnd(0.1);
        assertThat(schedule.factor(50, EPOCH)).isCloseTo(0.55, offset(1e-12));
        assertThat(schedule.factor(100, EPOCH)).isCloseTo(0.1, offset(1e-12));
    }

    @Test
    void it_starts_again_after_the_same_time() {
        Schedule schedule = Cosine.overEpochs(2).withRestarts(1);
        for (long start : new long[] {0, 20, 40}) {
            assertThat(schedule.factor(start, EPOCH)).isEqualTo(1);
            assertThat(schedule.factor(start + 10, EPOCH)).isCloseTo(0.5, offset(1e-12));
        }
    }

    @Test
    void it_starts_again_after_longer_and_longer_times() {
        Schedule schedule = Cosine.overEpochs(1).withRestarts(2);
        for (long[] fall : new long[][] {{0, 10}, {10, 20}, {30, 40}, {70, 80}, {150, 160}}) {
            assertThat(schedule.factor(fall[0], EPOCH)).as("step %d", fall[0]).isEqualTo(1);
            assertThat(schedule.factor(fall[0] + fall[1] / 2, EPOCH)).as("half of the fall from %d", fall[0]).isCloseTo(0.5, offset(1e-9));
        }
        assertThat(schedule).hasToString("Cosine[length=1 epochs, restarts=2.0]");
    }

    @Test
    void the_warmup_must_leave_time_to_fall() {
        assertThatThrownBy(() -> Cosine.overEpochs(2).withWarmupEpochs(2))
                .hasMessage("Cosine: the warm-up must be shorter than 2 epochs, got 2 epochs.");
        assertThatThrownBy(() -> Cosine.overEpochs(2).withRestarts(0.5)).hasMessage("Cosine: restarts must grow by a factor >= 1, got 0.5.");
        assertThat(Cosine.overEpochs(2).withWarmupSteps(4).factor(1, EPOCH)).isEqualTo(0.5);
    }
}
