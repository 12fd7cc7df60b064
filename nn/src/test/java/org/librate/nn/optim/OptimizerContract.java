package org.librate.nn.optim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.librate.core.DType;
import org.librate.core.Parameter;
import org.librate.core.Parameters;
import org.librate.core.Shape;
import org.librate.core.Step;
import org.librate.core.Tensor;
import org.librate.core.kernel.Execution;
import org.librate.core.kernel.KernelSets;
import org.librate.core.kernel.Kernels;
import org.librate.nn.Build;
import org.librate.nn.GoldenFile;
import org.librate.nn.Role;

/** What every optimizer promises. An optimizer's test names it, and gives a trajectory of {@code goldens.txt} for each of its options. */
abstract class OptimizerContract {

    private static final int STEPS = 8;

    /** The optimizer under test, with the given rate. */
    abstract Optimizer of(double rate);

    /** Trajectories of the golden file with the optimizer that each is for. */
    abstract Map<String, Optimizer> goldens();

    /** Two parameters of a golden trajectory in one flat buffer, with a gap between and after them, and an optimizer at work. */
    private static final class Run {
        final Map<String, GoldenFile.Values> golden;
        final DType dtype;
        final Parameters parameters;
        final Group group;
        final Clock clock;
        final Updater updater;
        final double[] rates;

        Run(Optimizer optimizer, String name, DType dtype, Role role) {
            this.golden = GoldenFile.of(name);
            this.dtype = dtype;
            List<Build.Learned> learned = new ArrayList<>();
            for (String part : List.of("a", "b")) {
                Shape shape = part.equals("a") ? Shape.of(3, 2) : Shape.of(3);
                learned.add(new Build.Learned(Parameter.of(part, golden.get("in.p" + part).tensor(dtype).reshape(shape)), role));
            }
            this.parameters = Parameters.of(learned.stream().map(Build.Learned::parameter).toList());
            List<Group> groups = Group.split(parameters, learned, one -> true);
            assertThat(groups).hasSize(1);
            this.group = groups.get(0);
            this.clock = new Clock(Tensor.zeros(dtype, Shape.of(1)), Tensor.of(0L));
            this.updater = optimizer.attach(group, clock);
            this.rates = golden.get("in.rates").values();
        }

        void prepare(int step) {
            clock.rate().assign(Tensor.of(rates[step]).cast(dtype));
            clock.step().assign(step + 1L);
            for (Parameter parameter : parameters) {
                Tensor g = golden.get("in.g" + parameter.name()).tensor(dtype).select(0, step);
                parameter.gradient().assign(g.reshape(parameter.shape()));
            }
        }

        void steps(int from, int to) {
            for (int step = from; step < to; step++) {
                prepare(step);
                updater.update();
            }
        }

        double[] values(String parameter) {
            return parameters.get(parameter).tensor().toDoubles();
        }

        float[] all() {
            return parameters.values().toArray();
        }
    }

    private String first() {
        return of(0.1).getClass().getSimpleName();
    }

    private Run run(Role role) {
        return new Run(goldens().get(first()), first(), DType.FLOAT32, role);
    }

    @Test
    void it_follows_the_golden_trajectories() {
        check(KernelSets.reference(), DType.FLOAT64, 1e-10);
        check(KernelSets.reference(), DType.FLOAT32, 1e-5);
        check(KernelSets.preferred(), DType.FLOAT32, 1e-5);
    }

    private void check(Kernels kernels, DType dtype, double tolerance) {
        Execution.current().with(kernels, () -> {
            goldens().forEach((name, optimizer) -> {
                Run run = new Run(optimizer, name, dtype, Role.WEIGHT);
                for (int step = 0; step < STEPS; step++) {
                    run.steps(step, step + 1);
                    for (String part : List.of("a", "b")) {
                        close(run, name, "out.p" + part, part, step, tolerance);
                    }
                    run.updater.beforeEvaluation();
                    for (String part : List.of("a", "b")) {
                        close(run, name + " evaluated", run.golden.containsKey("out.x" + part) ? "out.x" + part : "out.p" + part, part, step,
                                tolerance);
                    }
                    run.updater.afterEvaluation();
                }
            });
            return null;
        });
    }

    private static void close(Run run, String name, String role, String part, int step, double tolerance) {
        Tensor golden = run.golden.get(role).tensor(DType.FLOAT64).select(0, step);
        new GoldenFile.Values(false, golden.shape(), golden.toDoubles())
                .isCloseTo(name + " " + role + " after step " + (step + 1), run.values(part), tolerance);
    }

    @Test
    void replayed_updates_give_the_bits_of_eager_ones() {
        Run eager = run(Role.WEIGHT);
        Run replayed = run(Role.WEIGHT);
        try (Step step = Step.ofMany("update", in -> {
            replayed.updater.update();
            return List.of();
        })) {
            for (int i = 0; i < STEPS; i++) {
                eager.steps(i, i + 1);
                replayed.prepare(i);
                step.runMany();
                assertThat(replayed.all()).as("after step %d", i + 1).containsExactly(eager.all());
            }
            assertThat(step.explain()).contains("replayed");
        }
    }

    @Test
    void a_fresh_one_with_the_same_state_continues_with_the_same_bits() {
        Run first = run(Role.WEIGHT);
        first.steps(0, STEPS / 2);
        Run second = run(Role.WEIGHT);
        second.parameters.values().assign(first.parameters.values());
        assertThat(second.updater.state().keySet()).isEqualTo(first.updater.state().keySet());
        first.updater.state().forEach((name, tensor) -> second.updater.state().get(name).assign(tensor));
        first.steps(STEPS / 2, STEPS);
        second.steps(STEPS / 2, STEPS);
        assertThat(second.all()).containsExactly(first.all());
        first.updater.state().forEach((name, tensor) -> assertThat(second.updater.state().get(name).toArray()).as(name)
                .containsExactly(tensor.toArray()));
    }

    @Test
    void an_evaluation_between_steps_changes_nothing() {
        Run with = run(Role.WEIGHT);
        Run without = run(Role.WEIGHT);
        without.steps(0, STEPS);
        for (int step = 0; step < STEPS; step++) {
            with.steps(step, step + 1);
            with.updater.beforeEvaluation();
            with.updater.afterEvaluation();
        }
        assertThat(with.all()).containsExactly(without.all());
    }

    @Test
    void biases_do_not_decay() {
        for (Map.Entry<String, Optimizer> one : goldens().entrySet()) {
            Run run = new Run(one.getValue(), one.getKey(), DType.FLOAT32, Role.BIAS);
            float[] before = run.all();
            for (int step = 0; step < 3; step++) {
                run.prepare(step);
                run.parameters.gradients().assign(run.parameters.gradients().mul(0));
                run.updater.update();
            }
            assertThat(run.all()).as(one.getKey()).containsExactly(before);
        }
    }

    @Test
    void gaps_between_parameters_stay_zero() {
        Run run = run(Role.WEIGHT);
        run.steps(0, STEPS);
        float[] all = run.all();
        assertThat(all.length).isGreaterThan(9);
        float sum = 0;
        for (float value : all) {
            sum += Math.abs(value);
        }
        float own = 0;
        for (Parameter parameter : run.parameters) {
            for (float value : parameter.tensor().toArray()) {
                own += Math.abs(value);
            }
        }
        assertThat(sum).isEqualTo(own);
    }

    @Test
    void at_rate_zero_nothing_moves() {
        Run run = run(Role.WEIGHT);
        float[] before = run.all();
        for (int step = 0; step < 3; step++) {
            run.prepare(step);
            run.clock.rate().assign(0f);
            run.updater.update();
        }
        assertThat(run.all()).containsExactly(before);
    }

    @Test
    void a_rate_that_is_not_positive_is_refused_by_name() {
        String name = of(0.1).getClass().getSimpleName();
        for (double rate : new double[] {0, -0.1, Double.NaN, Double.POSITIVE_INFINITY}) {
            assertThatThrownBy(() -> of(rate)).isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(name + ": rate must be > 0 and finite, got " + rate + ".");
        }
        assertThat(of(0.25).rate()).isEqualTo(0.25);
    }

    @Test
    void it_prints_like_the_code_that_made_it() {
        assertThat(of(0.1).toString()).startsWith(of(0.1).getClass().getSimpleName() + "[rate=0.1");
        assertThat(of(0.1)).isEqualTo(of(0.1));
    }
}
