package org.librate.benchmarks.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.librate.benchmarks.Work;
import org.librate.core.Tensor;
import org.librate.core.data.Dataset;

class TrainCasesTest {

    static Set<String> names() {
        return TrainCases.all().keySet();
    }

    @ParameterizedTest @MethodSource("names")
    void each_can_be_prepared_and_run_again_and_again(String name) {
        try (Work work = TrainCases.all().get(name).prepare()) {
            work.run();
            assertThat(work.nanos(2)).isPositive();
        }
    }

    @Test
    void the_training_thread_looks_before_and_after_what_was_asked_for_and_ends_when_closed() {
        List<Thread> looked = new ArrayList<>();
        TrainerWork work = new TrainerWork(TrainCases.mlpSmall(), TrainCases.mlpSmallData(), () -> looked.add(Thread.currentThread()));
        work.nanos(150); // more than an epoch
        work.run();
        work.close();
        assertThat(looked).hasSize(4).doesNotContain(Thread.currentThread());
        assertThat(looked.get(0).isAlive()).isFalse();
        assertThatThrownBy(work::run).hasMessageContaining("has ended");
    }

    @Test
    void a_fit_that_fails_is_told() {
        Dataset wrong = Dataset.of(Tensor.zeros(4, 30), Tensor.of(0, 1, 2, 3)); // of two classes
        try (TrainerWork work = new TrainerWork(TrainCases.mlpSmall().classWeights(1, 2, 3), wrong)) {
            assertThatThrownBy(work::run).hasMessageContaining("training failed").cause().hasMessageContaining("class weights");
        }
    }

    @Test
    void facts_are_found() throws Exception {
        assertThat(TrainFacts.all().get("mlp-small from JVM start to first step").find()).matches("[0-9.]+ s .*");
        assertThat(TrainFacts.all()).containsKeys("mlp-small garbage per step", "mlp-small native allocations per step", "mlp-small resident size");
    }
}
