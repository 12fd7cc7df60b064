package org.librate.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.librate.core.interop.Nd4jArrays;
import org.librate.core.kernel.Block;
import org.librate.core.kernel.Width;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Ways to get stale or foreign numbers out of a replayed step, each of which must be right or refused. */
class StepSafetyTest {

    @Test
    void keeping_inside_a_step_is_never_stale() {
        try (Step step = Step.of("keeps", in -> in.get(0).mul(2).sum().keep())) {
            for (int run = 1; run < 7; run++) {
                assertThat(step.run(Tensor.of((float) run)).item()).isEqualTo(2 * run);
            }
            assertThat(step.explain()).contains("eagerly", "keeps sum");
        }
    }

    @Test
    void another_steps_results_are_not_recorded() {
        Step first = Step.of("first", in -> in.get(0).mul(3));
        Tensor[] held = {first.run(Tensor.of(1f))};
        try (Step second = Step.of("second", in -> in.get(0).add(held[0]))) {
            for (int run = 0; run < 4; run++) {
                held[0] = first.run(Tensor.of((float) run));
                assertThat(second.run(Tensor.of(1f)).item()).isEqualTo(1 + 3 * run);
            }
            assertThat(second.explain()).contains("eagerly", "step \"first\"");
            first.close();
            assertThatThrownBy(() -> second.run(Tensor.of(1f))).isInstanceOf(IllegalStateException.class)
                    .hasMessageContainingAll("mul", "step \"first\"");
        }
    }

    @Test
    void what_nd4j_does_is_not_skipped() {
        try (Step step = Step.of("nd4j", in -> {
            Tensor y = in.get(0).add(0);
            Nd4jArrays.view(y).muli(100);
            return y;
        })) {
            for (int run = 0; run < 5; run++) {
                assertThat(step.run(Tensor.of(1f, 2f)).toArray()).containsExactly(100, 200);
            }
        }
    }

    @Test
    void two_tensors_over_one_foreign_memory_are_seen_as_one() {
        INDArray shared = Nd4j.rand(64, 64);
        Tensor target = Nd4jArrays.tensor(shared);
        Tensor source = Nd4jArrays.tensor(shared);
        Tensor w = Tensor.eye(64).mul(2);
        float[] before = source.toArray();
        try (Step step = Step.of("in place", in -> {
            target.assign(source.matmul(w));
            return in.get(0).add(0);
        })) {
            for (int run = 0; run < 5; run++) {
                step.run(Tensor.of(0f));
            }
        }
        float[] after = target.toArray();
        for (int i = 0; i < after.length; i++) {
            assertThat(after[i]).isEqualTo(before[i] * 32);
        }
    }

    @Test
    void a_body_that_changes_later_is_found_out() {
        float[] rate = {1};
        try (Step step = Step.of("decays", in -> in.get(0).mul(rate[0]))) {
            for (int run = 1; run <= 5; run++) {
                assertThat(step.run(Tensor.of(2f)).item()).isEqualTo(2);
            }
            rate[0] = 0.5f;
            for (int run = 6; run < 16; run++) {
                step.run(Tensor.of(2f));
            }
            assertThat(step.run(Tensor.of(2f)).item()).isEqualTo(1);
            assertThat(step.explain()).contains("eagerly", "a=0.5");
        }
    }

    @Test
    void a_first_run_that_differs_does_not_keep_the_rest_from_being_replayed() {
        List<Tensor> made = new ArrayList<>();
        try (Step step = Step.of("sets up", in -> {
            if (made.isEmpty()) {
                made.add(Tensor.scalar(2).mul(1).exp());
                made.set(0, Tensor.scalar(3));
            }
            return in.get(0).mul(2);
        })) {
            for (int run = 0; run < 5; run++) {
                assertThat(step.run(Tensor.of(2f)).item()).isEqualTo(4);
            }
            assertThat(step.explain()).contains("replayed");
        }
    }

    @Test
    void returning_another_tensor_of_the_same_program_is_a_difference() {
        int[] runs = {0};
        try (Step step = Step.of("alternates", in -> {
            Tensor a = in.get(0).mul(2);
            Tensor b = in.get(0).mul(3);
            return runs[0]++ % 2 == 0 ? a : b;
        })) {
            for (int run = 0; run < 8; run++) {
                assertThat(step.run(Tensor.of(1f)).item()).isEqualTo(run % 2 == 0 ? 2 : 3);
            }
        }
    }

    @Test
    void closing_a_running_step_is_refused() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        Step step = Step.of("busy", in -> {
            inside.countDown();
            try {
                leave.await(10, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return in.get(0).add(1);
        });
        float[] result = new float[1];
        Thread other = new Thread(() -> result[0] = (float) step.run(Tensor.of(1f)).item());
        other.start();
        inside.await(10, TimeUnit.SECONDS);
        assertThatThrownBy(step::close).isInstanceOf(IllegalStateException.class).hasMessageContaining("another thread");
        assertThat(step.explain()).contains("running");
        leave.countDown();
        other.join();
        assertThat(result[0]).isEqualTo(2);
        Step[] own = new Step[1];
        own[0] = Step.of("closes itself", in -> {
            own[0].close();
            return in.get(0);
        });
        assertThatThrownBy(() -> own[0].run(Tensor.of(1f))).isInstanceOf(IllegalStateException.class).hasMessageContaining("inside itself");
    }

    @Test
    void another_width_records_anew_and_gives_right_numbers() {
        int limit = Width.limit();
        Tensor x = Tensor.ones(300, 300);
        try (Step step = Step.of("wide", in -> in.get(0).matmul(in.get(0)).sum(0))) {
            for (int run = 0; run < 9; run++) {
                Width.limit(run < 5 ? limit : 1);
                assertThat(step.run(x).get(7)).isEqualTo(90_000);
            }
            assertThat(step.explain()).contains("replayed");
        } finally {
            Width.limit(limit);
        }
    }

    @Test
    void a_second_walk_with_a_changed_seed_gives_new_gradients() {
        Tensor x = Tensor.of(new float[][] {{1, 2, 4}}).tracked();
        Tensor y = x.layerNorm(Tensor.ones(3), Tensor.zeros(3), 1e-3);
        Tensor seed = Tensor.of(new float[][] {{1, 0, 0}});
        float[] first = Gradients.of(y, seed).get(x).toArray();
        seed.assign(0f, 1f, 0f);
        assertThat(Gradients.of(y, seed).get(x).toArray()).isNotEqualTo(first);
    }

    @Test
    void a_parameters_old_tensor_is_refused_instead_of_losing_its_gradient() {
        Parameter p = Parameter.of("w", Tensor.of(1f, 2f));
        Tensor old = p.tensor();
        Parameters net = Parameters.of(p);
        assertThatThrownBy(() -> net.backward(old.square().sum())).isInstanceOf(IllegalStateException.class)
                .hasMessageContainingAll("w", "Parameters.of", "Ask for tensor()");
    }

    @Test
    void small_results_that_are_kept_do_not_hold_much_more_memory_than_they_need() {
        List<Tensor> kept = new ArrayList<>();
        long before = Block.nativeBytes();
        for (int i = 0; i < 400; i++) {
            for (int j = 0; j < 20; j++) {
                Tensor.ones(1000).mul(2);
            }
            kept.add(Tensor.scalar(i).add(1));
        }
        System.gc();
        assertThat(kept.get(399).item()).isEqualTo(400);
        assertThat(Block.nativeBytes() - before).isLessThan(64L << 20);
    }
}
