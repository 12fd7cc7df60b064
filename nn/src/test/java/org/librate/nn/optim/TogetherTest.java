package org.librate.nn.optim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.librate.core.Activation;
import org.librate.core.Shape;
import org.librate.core.Step;
import org.librate.core.Tensor;
import org.librate.core.random.RandomSource;
import org.librate.nn.Network;
import org.librate.nn.Pass;
import org.librate.nn.Sequential;
import org.librate.nn.layer.Dense;
import org.librate.nn.loss.CrossEntropy;
import org.librate.nn.schedule.Cosine;
import org.librate.nn.schedule.Schedule;

/** Loss, penalty, clipping, schedule, optimizer and constraint in one recorded step, as a trainer puts them together. */
class TogetherTest {

    private static final int STEPS = 60;
    private static final Tensor X = Tensor.normal(Shape.of(64, 8), 0, 1, RandomSource.of(1).stream("x").at(0));
    private static final Tensor LABELS = X.slice(1, 0, 4).argmax(1);

    static List<Optimizer> optimizers() {
        return List.of(Sgd.of(0.5).withMomentum(0.9), Adagrad.of(0.1), Adadelta.of(5), RmsProp.of(0.01), Adam.of(0.02), AdamW.of(0.02),
                AmsGrad.of(0.02), Nadam.of(0.02), RAdam.of(0.05), Lion.of(0.005), Lamb.of(0.05), ScheduleFreeSgd.of(1), ScheduleFreeAdamW.of(0.05));
    }

    private static final class Training {
        final Network network = Network.build(Sequential.of(Dense.of(16).withActivation(Activation.RELU), Dense.of(4)), Shape.of(8),
                RandomSource.of(2));
        final List<Group> groups = Group.of(network);
        final Clock clock = new Clock(Tensor.zeros(1), Tensor.of(0L));
        final Optimizer optimizer;
        List<Updater> updaters;
        final Schedule schedule = Cosine.overSteps(STEPS).withWarmupSteps(5);

        Training(Optimizer optimizer) {
            this.optimizer = optimizer;
            this.updaters = groups.stream().map(group -> optimizer.attach(group, clock)).toList();
        }

        void prepare(long step) {
            clock.rate().assign((float) (optimizer.rate() * schedule.factor(step, 10)));
            clock.step().assign(step + 1);
        }

        Tensor body(Tensor x, Tensor labels) {
            Tensor loss = CrossEntropy.create().withLabelSmoothing(0.01).perRow(network.forward(x, Pass.training()), labels).mean();
            network.parameters().backward(loss);
            Penalty.l2(1e-4).apply(groups);
            Clipping.byGlobalNorm(1).apply(groups);
            updaters.forEach(Updater::update);
            Constraint.maxNorm(4).apply(groups);
            return loss;
        }
    }

    static Stream<Optimizer> optimizersThatTreatAllAlike() {
        return Stream.of(Adam.of(0.02), AdamW.of(0.02).withWeightDecay(0), Sgd.of(0.5).withMomentum(0.9), Sgd.of(0.5));
    }

    @ParameterizedTest
    @MethodSource("optimizersThatTreatAllAlike")
    void one_pass_over_all_has_the_bits_of_a_pass_for_each_group(Optimizer optimizer) {
        Training apart = new Training(optimizer);
        Training together = new Training(optimizer);
        List<Group> all = Group.splitByRate(together.network.parameters(), together.network.learned(), one -> true);
        assertThat(optimizer.treatsAllAlike()).isTrue();
        assertThat(all).hasSize(1);
        together.updaters = List.of(optimizer.attach(all.get(0), together.clock));
        for (int i = 0; i < 10; i++) {
            apart.prepare(i);
            together.prepare(i);
            apart.body(X, LABELS);
            together.body(X, LABELS);
        }
        assertThat(together.network.parameters().values().toArray()).containsExactly(apart.network.parameters().values().toArray());
    }

    @Test
    void what_decays_weights_only_is_not_alike_for_all() {
        assertThat(optimizers()).filteredOn(Optimizer::treatsAllAlike).hasOnlyElementsOfTypes(Sgd.class, Adam.class);
        assertThat(Sgd.of(0.1).withWeightDecay(0.1).treatsAllAlike()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void it_learns_and_a_replayed_run_has_the_bits_of_an_eager_one(Optimizer optimizer) {
        Training eager = new Training(optimizer);
        Training replayed = new Training(optimizer);
        double first = 0;
        double last = 0;
        try (Step step = Step.of("train", in -> replayed.body(in.get(0), in.get(1)))) {
            for (int i = 0; i < STEPS; i++) {
                eager.prepare(i);
                replayed.prepare(i);
                eager.body(X, LABELS);
                last = step.run(X, LABELS).item();
                first = i == 0 ? last : first;
            }
            assertThat(step.explain()).contains("replayed");
        }
        assertThat(replayed.network.parameters().values().toArray()).containsExactly(eager.network.parameters().values().toArray());
        assertThat(last).isLessThan(0.6 * first);
    }

    @Test
    void what_is_evaluated_is_better_than_chance_for_schedule_free_optimizers_too() {
        Training training = new Training(ScheduleFreeSgd.of(1));
        for (int i = 0; i < STEPS; i++) {
            training.prepare(i);
            training.body(X, LABELS);
        }
        training.updaters.forEach(Updater::beforeEvaluation);
        double loss = CrossEntropy.create().perRow(training.network.forward(X, Pass.inference()), LABELS).mean().item();
        training.updaters.forEach(Updater::afterEvaluation);
        assertThat(loss).isLessThan(0.7 * Math.log(4));
    }
}
