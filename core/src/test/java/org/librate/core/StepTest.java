package org.librate.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.librate.core.kernel.Block;

class StepTest {

    /** A two-layer network with Adam, everything a training step has: inputs, gradients, an update, a rate and a step count from outside. */
    static final class Training {
        final Parameters net;
        final Tensor first;
        final Tensor second;
        final Tensor rate = Tensor.of(0.01f);
        final Tensor count = Tensor.of(1L);
        final Tensor key = Tensor.of(5L, 0L);
        final Step step;
        long runs;

        Training(int width) {
            Parameter w1 = Parameter.of("w1", values(6, width));
            Parameter b1 = Parameter.zeros("b1", Shape.of(width));
            Parameter w2 = Parameter.of("w2", values(width, 3));
            Parameter b2 = Parameter.zeros("b2", Shape.of(3));
            net = Parameters.of(w1, b1, w2, b2);
            first = Tensor.zeros(DType.FLOAT32, net.values().shape());
            second = Tensor.zeros(DType.FLOAT32, net.values().shape());
            step = Step.of("train", in -> body(in.get(0), in.get(1)));
        }

        Tensor body(Tensor x, Tensor labels) {
            Tensor hidden = x.linear(net.get("w1").tensor(), net.get("b1").tensor(), Activation.RELU).dropout(0.2, key);
            Tensor loss = hidden.linear(net.get("w2").tensor(), net.get("b2").tensor()).crossEntropy(labels).mean();
            net.backward(loss);
            Updates.adam(net.values(), net.gradients(), first, second, rate, count, 0.9, 0.999, 1e-8, 0.01);
            return loss.detach();
        }

        double run(Tensor x, Tensor labels, boolean eager) {
            runs++;
            count.assign(runs);
            key.assign(5L, runs);
            rate.assign(0.01f / runs);
            return eager ? body(x, labels).item() : step.run(x, labels).item();
        }
    }

    static Tensor values(int rows, int columns) {
        float[] values = new float[rows * columns];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) Math.sin(i * 12.9898 + 1) * 0.5f;
        }
        return Tensor.of(Shape.of(rows, columns), values);
    }

    static Tensor labels(int rows) {
        int[] labels = new int[rows];
        for (int i = 0; i < rows; i++) {
            labels[i] = i * 7 % 3;
        }
        return Tensor.of(labels);
    }

    @Test
    void replayed_training_has_the_bits_of_eager_training_also_when_the_last_batch_is_smaller() {
        Training replayed = new Training(8);
        Training eager = new Training(8);
        for (int run = 0; run < 12; run++) {
            int rows = run % 4 == 3 ? 5 : 16;
            assertThat(replayed.run(values(rows, 6), labels(rows), false)).isEqualTo(eager.run(values(rows, 6), labels(rows), true));
        }
        assertThat(replayed.net.values().toArray()).containsExactly(eager.net.values().toArray());
        assertThat(replayed.step.explain()).contains("[16, 6]", "[5, 6]", "replayed").doesNotContain("eagerly");
    }

    @Test
    void learns() {
        Training training = new Training(8);
        double before = training.run(values(16, 6), labels(16), false);
        double after = before;
        for (int run = 0; run < 300; run++) {
            training.count.assign(run + 2L);
            training.rate.assign(0.01f);
            after = training.step.run(values(16, 6), labels(16)).item();
        }
        assertThat(after).isLessThan(before * 0.5);
    }

    @Test
    void a_replayed_step_allocates_no_native_memory() {
        Training training = new Training(32);
        Tensor x = values(16, 6);
        Tensor labels = labels(16);
        for (int run = 0; run < 5; run++) {
            training.run(x, labels, false);
        }
        long blocks = Block.allocations();
        long objects = Block.nativeObjects();
        long bytes = Block.nativeBytes();
        for (int run = 0; run < 1000; run++) {
            training.run(x, labels, false);
        }
        assertThat(Block.allocations()).isEqualTo(blocks);
        assertThat(Block.nativeBytes()).isEqualTo(bytes);
        assertThat(Block.nativeObjects()).isEqualTo(objects);
    }

    @Test
    void resident_memory_stays_flat_over_ten_thousand_steps() throws Exception {
        Training training = new Training(32);
        Tensor x = values(16, 6);
        Tensor labels = labels(16);
        for (int run = 0; run < 3000; run++) {
            training.run(x, labels, false);
        }
        System.gc();
        long before = residentKilobytes();
        for (int run = 0; run < 10_000; run++) {
            training.run(x, labels, false);
        }
        System.gc();
        assumeTrue(before > 0, "the resident size is read from /proc, which this system lacks");
        // what the Java heap itself may take is far below a leak of 10 KB a step
        assertThat(residentKilobytes() - before).as("growth in KB").isLessThan(24_000);
    }

    private static long residentKilobytes() throws Exception {
        Path status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return 0;
        }
        return Files.readAllLines(status).stream().filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", ""))).findFirst().orElse(0);
    }

    @Test
    void a_replayed_step_makes_little_garbage() {
        Training training = new Training(32);
        Tensor x = values(16, 6);
        Tensor labels = labels(16);
        training.count.assign(1L);
        for (int run = 0; run < 5000; run++) {
            training.step.run(x, labels);
        }
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int run = 0; run < 1000; run++) {
            training.step.run(x, labels);
        }
        assertThat((threads.getCurrentThreadAllocatedBytes() - before) / 1000).as("bytes a step").isLessThan(10_000);
    }

    @Test
    void a_result_that_outlives_its_step_is_an_error_that_names_it() {
        try (Step step = Step.of("double", in -> in.get(0).mul(2).named("doubled"))) {
            for (int run = 0; run < 4; run++) {
                Tensor kept = step.run(Tensor.of(1f, 2f)).keep();
                Tensor old = step.run(Tensor.of(3f, 4f));
                assertThat(old.toArray()).containsExactly(6, 8);
                step.run(Tensor.of(5f, 6f));
                assertThatThrownBy(old::toArray).isInstanceOf(IllegalStateException.class)
                        .hasMessageContainingAll("doubled", "[2]", "step \"double\"", "keep()");
                assertThatThrownBy(() -> old.add(1)).isInstanceOf(IllegalStateException.class).hasMessageContaining("doubled");
                assertThat(kept.toArray()).containsExactly(2, 4);
                assertThat(old).hasToString("Tensor float32 [2] (its step has run again)");
            }
        }
    }

    @Test
    void a_temporary_that_escapes_is_an_error_even_while_its_step_has_not_run_again() {
        List<Tensor> escaped = new ArrayList<>();
        Step step = Step.of("leaky", in -> {
            Tensor hidden = in.get(0).exp();
            escaped.add(hidden);
            return hidden.sum();
        });
        step.run(Tensor.of(0f));
        step.close();
        assertThatThrownBy(() -> escaped.get(0).toArray()).isInstanceOf(IllegalStateException.class).hasMessageContainingAll("exp", "step \"leaky\"");
        assertThatThrownBy(() -> step.run(Tensor.of(0f)).item()).isInstanceOf(IllegalStateException.class).hasMessageContaining("closed");
    }

    @Test
    void deciding_by_values_runs_eagerly_and_says_so() {
        try (Step step = Step.of("clip if large", in -> in.get(0).max().item() > 1 ? in.get(0).mul(0.5) : in.get(0).add(0))) {
            for (int run = 0; run < 4; run++) {
                assertThat(step.run(Tensor.of(0.5f, 0.25f)).toArray()).containsExactly(0.5f, 0.25f);
                assertThat(step.run(Tensor.of(2f, 4f)).toArray()).containsExactly(1, 2);
            }
            assertThat(step.explain()).contains("eagerly", "reads the values of max");
        }
    }

    @Test
    void a_number_that_changes_from_run_to_run_is_never_replayed_stale() {
        AtomicInteger calls = new AtomicInteger();
        try (Step scaled = Step.of("scaled", in -> in.get(0).mul(calls.incrementAndGet()));
                Step shifted = Step.of("shifted", in -> in.get(0).add(Tensor.of((float) calls.get())))) {
            for (int run = 1; run < 6; run++) {
                assertThat(scaled.run(Tensor.of(1f)).item()).isEqualTo(run);
                assertThat(shifted.run(Tensor.of(1f)).item()).isEqualTo(1 + run);
            }
            assertThat(scaled.explain()).contains("eagerly", "Unary[fn=LINEAR, a=3.0").contains("a=4.0");
            assertThat(shifted.explain()).contains("eagerly", "Constant");
        }
    }

    @Test
    void constants_that_stay_are_replayed() {
        try (Step step = Step.of("shift", in -> in.get(0).add(Tensor.of(1f, 2f)))) {
            for (int run = 0; run < 5; run++) {
                assertThat(step.run(Tensor.of(run, (float) run)).toArray()).containsExactly(run + 1, run + 2);
            }
            assertThat(step.explain()).contains("replayed");
        }
    }

    @Test
    void results_may_be_inputs_of_the_next_run_even_crosswise() {
        try (Step step = Step.ofMany("swap", in -> List.of(in.get(1), in.get(0).add(1)))) {
            List<Tensor> state = List.of(Tensor.of(1f), Tensor.of(10f));
            for (int run = 0; run < 6; run++) {
                state = step.runMany(state.get(0), state.get(1));
            }
            assertThat(state.get(0).item()).isEqualTo(4);
            assertThat(state.get(1).item()).isEqualTo(13);
        }
    }

    @Test
    void a_failing_run_leaves_the_step_usable() {
        try (Step step = Step.of("look up", in -> Tensor.of(1f, 2f, 3f).gather(0, in.get(0)))) {
            for (int run = 0; run < 3; run++) {
                assertThat(step.run(Tensor.of(2, 0)).toArray()).containsExactly(3, 1);
            }
            assertThatThrownBy(() -> step.run(Tensor.of(0, 3))).isInstanceOf(IndexOutOfBoundsException.class)
                    .hasMessageContainingAll("gather", "below 3", "got 3 at position 1");
            assertThat(step.run(Tensor.of(1, 1)).toArray()).containsExactly(2, 2);
        }
    }

    @Test
    void more_shapes_than_are_remembered_still_give_right_answers() {
        try (Step step = Step.of("sum", in -> in.get(0).sum())) {
            for (int round = 0; round < 3; round++) {
                for (int n = 1; n < 40; n++) {
                    assertThat(step.run(Tensor.ones(n)).item()).isEqualTo(n);
                }
            }
        }
    }

    @Test
    void steps_do_not_nest() {
        Step inner = Step.of("inner", in -> in.get(0).mul(2));
        Step outer = Step.of("outer", in -> inner.run(in.get(0)));
        assertThatThrownBy(() -> outer.run(Tensor.of(1f))).isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("inner", "outer", "inside another");
        assertThat(inner.run(Tensor.of(1f)).item()).isEqualTo(2);
    }

    @Test
    void two_programs_on_two_threads_do_not_disturb_each_other() throws Exception {
        List<float[]> alone = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            alone.add(train(300, 16 + i * 48));
        }
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            for (int repeat = 0; repeat < 3; repeat++) {
                CountDownLatch start = new CountDownLatch(2);
                List<Future<float[]>> together = new ArrayList<>();
                for (int i = 0; i < 2; i++) {
                    int width = 16 + i * 48;
                    Callable<float[]> task = () -> {
                        start.countDown();
                        start.await(10, TimeUnit.SECONDS);
                        return train(300, width);
                    };
                    together.add(threads.submit(task));
                }
                for (int i = 0; i < 2; i++) {
                    assertThat(together.get(i).get()).containsExactly(alone.get(i));
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static float[] train(int runs, int width) {
        Training training = new Training(width);
        for (int run = 0; run < runs; run++) {
            training.run(values(16, 6), labels(16), false);
        }
        training.step.close();
        return training.net.values().toArray();
    }

    @Test
    void one_step_on_two_threads_at_once_is_refused() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        Step step = Step.of("slow", in -> {
            inside.countDown();
            try {
                leave.await(10, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return in.get(0).add(1);
        });
        Thread other = new Thread(() -> step.run(Tensor.of(1f)));
        other.start();
        inside.await(10, TimeUnit.SECONDS);
        assertThatThrownBy(() -> step.run(Tensor.of(1f))).isInstanceOf(IllegalStateException.class).hasMessageContainingAll("slow", "another thread");
        leave.countDown();
        other.join();
    }

    @Test
    void programs_survive_collection_of_everything_else() {
        Training training = new Training(16);
        Training twin = new Training(16);
        for (int run = 0; run < 200; run++) {
            assertThat(training.run(values(16, 6), labels(16), false)).isEqualTo(twin.run(values(16, 6), labels(16), true));
            new Training(4).run(values(16, 6), labels(16), false); // dropped without close
            if (run % 20 == 0) {
                System.gc();
            }
        }
    }

    @Test
    void gradients_are_written_in_place_by_the_kernel_that_makes_them() {
        Training training = new Training(8);
        for (int run = 0; run < 3; run++) {
            training.run(values(16, 6), labels(16), false);
        }
        assertThat(training.step.explain()).containsPattern("replayed, \\d\\d kernels");
    }
}
