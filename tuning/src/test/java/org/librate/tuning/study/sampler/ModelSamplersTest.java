package org.librate.tuning.study.sampler;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.librate.tuning.Threads;
import org.librate.tuning.search.Param;
import org.librate.tuning.study.Budget;
import org.librate.tuning.study.Goal;
import org.librate.tuning.study.Objective;
import org.librate.tuning.study.Sampler;
import org.librate.tuning.study.Space;
import org.librate.tuning.study.Study;
import org.librate.tuning.study.StudyResult;
import org.librate.tuning.study.Trial;
import org.librate.tuning.study.TrialResult;
import org.librate.tuning.study.TrialState;
import org.librate.tuning.surrogate.Acquisition;

/** What samplers that learn from trials have in common, beyond what every sampler has. */
class ModelSamplersTest {

    private static final Param<Double> X = Param.uniform("x", -5, 10);
    private static final Param<Double> RATE = Param.logUniform("rate", 1e-5, 1);
    private static final Param<Double> DROPOUT = Param.uniform("dropout", 0, 0.7).withStep(0.05);
    private static final Param<Integer> WIDTH = Param.logIntegers("width", 8, 512);
    private static final Param<Integer> DEPTH = Param.integers("depth", 1, 8);
    private static final Param<String> KIND = Param.oneOf("kind", "linear", "forest", "net");

    static Stream<Sampler> samplers() {
        return Stream.of(Tpe.create(), GpSampler.create().withCandidates(200), CmaEs.create(), CmaEs.create().withWarmStart(20),
                Nsga2.create().withPopulation(10), AutoSampler.create());
    }

    static double mixed(Trial trial) {
        double off = Math.log10(trial.get(RATE)) + 3;
        return off * off + Math.abs(trial.get(DEPTH) - 5) + 4 * Math.pow(trial.get(DROPOUT) - 0.3, 2) + Math.pow(Math.log(trial.get(WIDTH) / 64.0), 2)
                + (trial.get(KIND).equals("net") ? 0 : 1);
    }

    static double conditional(Trial trial) {
        if (trial.get(KIND).equals("linear")) {
            return 1 + Math.abs(trial.get(X));
        }
        double loss = trial.get(KIND).equals("net") ? 0 : 0.5;
        for (int i = 0; i < trial.get(DEPTH) % 4; i++) {
            loss += Math.abs(Math.log(trial.get(Param.logIntegers("width" + i, 4, 256)) / 32.0)) / 4;
        }
        return loss + Math.abs(Math.log10(trial.get(RATE)) + 2);
    }

    private static List<String> lines(StudyResult result) {
        return result.trials().stream().map(trial -> trial.settings() + " " + trial.state()).toList();
    }

    @ParameterizedTest
    @MethodSource("samplers")
    void beats_chance(Sampler sampler) {
        double found = 0;
        double random = 0;
        int trials = sampler instanceof Nsga2 ? 200 : 60; // it takes its time
        for (int seed = 0; seed < 3; seed++) {
            Study study = Study.minimise("loss").withSeed(seed);
            found += study.withSampler(sampler).run(Budget.trials(trials), ModelSamplersTest::mixed).best().value();
            random += study.withSampler(RandomSampler.create()).run(Budget.trials(trials), ModelSamplersTest::mixed).best().value();
        }
        assertThat(found).isLessThan(random);
    }

    @ParameterizedTest
    @MethodSource("samplers")
    void threads_and_interruptions_change_nothing(Sampler sampler) {
        for (int parallel : new int[] {1, 4}) {
            Study study = Study.minimise("loss").withSampler(sampler).withSeed(2).withParallel(parallel);
            List<String> whole = lines(study.withThreads(Threads.serial()).run(Budget.trials(40), ModelSamplersTest::conditional));
            Study halves = study.withThreads(Threads.parallel(4));
            halves.run(Budget.trials(20), ModelSamplersTest::conditional);

            assertThat(lines(halves.run(Budget.trials(40), ModelSamplersTest::conditional))).isEqualTo(whole);
        }
    }

    @ParameterizedTest
    @MethodSource("samplers")
    void bears_whatever_trials_come_to(Sampler sampler) {
        for (ToDoubleFunction<Trial> objective : List.<ToDoubleFunction<Trial>>of(trial -> trial.get(X) * Double.NaN, trial -> 0 * trial.get(X),
                trial -> trial.get(X) * (trial.number() % 2 == 0 ? Double.NaN : 1), trial -> 1e200 * trial.get(X),
                trial -> trial.get(X) + trial.get(DEPTH) * 0)) {
            StudyResult result = Study.minimise("loss").withSampler(sampler).run(Budget.trials(30), objective::applyAsDouble);

            assertThat(result.trials()).hasSize(30).allMatch(trial -> X.allows(trial.get(X)));
        }
        assertThat(Study.minimise("loss").withSampler(sampler).run(Budget.trials(1), trial -> trial.get(X)).trials()).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("samplers")
    void finds_the_best_that_keeps_a_constraint(Sampler sampler) {
        double sum = 0;
        for (int seed = 0; seed < 3; seed++) {
            TrialResult best = Study.minimise("loss").withSampler(sampler).withSeed(seed).run(Budget.trials(60), trial -> {
                trial.constraint("right of 2", 2 - trial.get(X));
                return Math.abs(trial.get(X)) + Math.abs(Math.log10(trial.get(RATE)) + 2);
            }).best();
            assertThat(best.get(X)).isGreaterThanOrEqualTo(2);
            sum += best.value();
        }
        assertThat(sum / 3).isLessThan(3.2); // the least is 2
    }

    @ParameterizedTest
    @MethodSource("samplers")
    void spreads_over_a_front(Sampler sampler) {
        StudyResult result = Study.of(Goal.minimise("left"), Goal.minimise("right")).withSampler(sampler).runMany(Budget.trials(60), trial -> {
            double x = trial.get(X);
            double off = Math.abs(Math.log10(trial.get(RATE)) + 2);
            return new double[] {Math.abs(x) + off, Math.abs(x - 4) + off};
        });

        assertThat(Fronts.layers(result.trials().stream().map(TrialResult::values).toArray(double[][]::new)).get(0).length).isGreaterThan(2);
    }

    @Test
    void a_distance_makes_near_values_alike() {
        Param.Choice<Integer> size = Param.oneOf("size", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20);
        Tpe tpe = Tpe.create().withDistance(size, (a, b) -> Math.abs(a - b));

        assertThat(Study.minimise("loss").withSampler(tpe).withRepeats(true).run(Budget.trials(40),
                trial -> Math.abs(trial.get(size) - 13.0)).best().value()).isZero();
        assertThat(tpe.toString()).startsWith("Tpe.create().withDistance(size, ");
    }

    @Test
    void say_what_they_are() {
        assertThat(Tpe.create().withStartup(5).withCandidates(50).withGood(0.2).withPrior(2))
                .hasToString("Tpe.create().withStartup(5).withCandidates(50).withGood(0.2).withPrior(2.0)");
        assertThat(GpSampler.create().withAcquisition(Acquisition.confidenceBound(2)))
                .hasToString("GpSampler.create().withAcquisition(Acquisition.confidenceBound(2.0))");
        assertThat(CmaEs.create().withWarmStart(30)).hasToString("CmaEs.create().withWarmStart(30)");
        assertThat(Nsga2.create().withPopulation(20)).hasToString("Nsga2.create().withPopulation(20)");
        assertThat(AutoSampler.create()).hasToString("AutoSampler.create()");
    }

    @ParameterizedTest
    @MethodSource("samplers")
    void goes_on_after_reports_without_end(Sampler sampler) {
        StudyResult result = Study.minimise("loss").withSampler(sampler).withSeed(2).run(Budget.trials(30), trial -> {
            double loss = mixed(trial);
            trial.report(1, trial.number() % 5 == 0 ? Double.POSITIVE_INFINITY : trial.number() % 7 == 0 ? Double.NEGATIVE_INFINITY : loss);
            return trial.number() % 5 == 0 || trial.number() % 7 == 0 ? trial.pruned() : loss;
        });

        assertThat(result.trials()).hasSize(30).noneMatch(trial -> trial.state() == TrialState.FAILED);
    }

    @Test
    void a_trial_that_failed_early_makes_no_space_conditional() {
        List<Boolean> unconditional = new ArrayList<>();
        RandomSampler chance = RandomSampler.create();
        Sampler spy = (history, random) -> {
            Known known = Known.of(history);
            if (history.axisCount() == 2) {
                unconditional.add(known.isUnconditional() && known.isAlways(0) && known.isAlways(1));
            }
            return chance.propose(history, random);
        };
        Study.minimise("loss").withSampler(spy).run(Budget.trials(8), trial -> {
            double x = trial.get(X);
            if (trial.number() == 0 || trial.number() == 3) {
                throw new IllegalStateException("before it asked for the other");
            }
            return x + trial.get(RATE);
        });

        assertThat(unconditional).hasSizeGreaterThan(4).doesNotContain(false);
    }

    @Test
    void an_axis_decides_only_if_others_come_and_go_with_it() {
        List<String> fixed = new ArrayList<>();
        RandomSampler chance = RandomSampler.create();
        Sampler spy = (history, random) -> {
            if (history.size() == 59) {
                Features features = Features.of(Known.of(history));
                history.axes().forEach(axis -> {
                    if (features.isFixed(history.axes().indexOf(axis))) {
                        fixed.add(axis.name());
                    }
                });
            }
            return chance.propose(history, random);
        };
        Study.minimise("loss").withSampler(spy).withSeed(1).run(Budget.trials(60), trial -> trial.get(DEPTH) + trial.get(DROPOUT)
                + (trial.get(KIND).equals("net") ? trial.get(RATE) : 0));

        assertThat(fixed).containsExactly("kind");
    }

    @Test
    void a_constraint_that_never_changed_is_divided_by_nothing_small() {
        assertThat(Modelled.scale(new double[] {0.1 + 0.2, 0.3, 0.3})).isEqualTo(1);
        assertThat(Modelled.scale(new double[] {5e20, 5e20})).isEqualTo(5e20);
        assertThat(Modelled.scale(new double[] {1, 3})).isEqualTo(1);
        StudyResult result = Study.minimise("loss").withSampler(GpSampler.create().withCandidates(100)).run(Budget.trials(14), trial -> {
            trial.constraint("size", 0.1);
            return trial.get(X);
        });
        assertThat(result.trials()).hasSize(14);
    }

    /** Falling towards the end of its range, so that every model points there. */
    @Test
    void a_gaussian_process_tries_a_border_once() {
        Param<Double> rate = Param.logUniform("rate", 1e-4, 1);
        StudyResult result = Study.minimise("loss").withSampler(GpSampler.create().withCandidates(200)).withSeed(4)
                .run(Budget.trials(30), trial -> Math.log(2 - trial.get(rate)));
        List<Double> tried = result.trials().stream().map(trial -> trial.get(rate)).toList();
        assertThat(tried).doesNotHaveDuplicates();
        assertThat(result.best().get(rate)).isEqualTo(1);
    }

    /** The best that a rule allows is beside what it forbids, where a model that knows no rules wants to go for ever. */
    @Test
    void a_gaussian_process_goes_as_far_as_rules_allow() {
        Param<Double> x = Param.uniform("x", 0, 1);
        Param<Double> y = Param.uniform("y", 0, 1);
        Space space = Space.of(x, y).where("x + y < 1", settings -> settings.get(x) + settings.get(y) < 1);
        StudyResult result = Study.minimise("loss").withSpace(space).withSampler(GpSampler.create().withCandidates(200)).withSeed(1)
                .run(Budget.trials(30), trial -> -trial.get(x) - 0.5 * trial.get(y));
        assertThat(result.trials()).allMatch(trial -> trial.get(x) + trial.get(y) < 1);
        assertThat(result.best().get(x)).isGreaterThan(0.99);
        assertThat(result.trials().subList(10, 30)).filteredOn(trial -> trial.get(x) > 0.8).hasSizeGreaterThan(5); // one of those drawn evenly
    }

    @Test
    void a_function_that_is_drawn_keeps_constraints() {
        StudyResult result = Study.minimise("loss").withSampler(GpSampler.create().withAcquisition(Acquisition.thompson()).withCandidates(200))
                .withSeed(4).run(Budget.trials(40), trial -> {
                    double x = trial.get(X);
                    trial.constraint("above 2", 2 - x);
                    return x;
                });

        assertThat(result.trials().subList(20, 40).stream().filter(trial -> trial.get(X) > 2)).hasSizeGreaterThan(12);
    }

    @Test
    void what_a_gaussian_process_learned_between_two_trials_is_learned_again_after_an_interruption(@TempDir Path folder) {
        Study study = Study.minimise("loss").withSampler(GpSampler.create().withCandidates(100)).withSeed(3);
        Objective objective = trial -> Math.exp(Math.abs(trial.get(X))) + Math.pow(Math.log10(trial.get(RATE)) + 2, 2) / (1 + trial.number());
        List<String> whole = lines(study.run(Budget.trials(62), objective));
        Study lasting = study.withJournal(folder.resolve("study.jsonl"));
        lasting.run(Budget.trials(57), objective); // scales are those of 55 trials then

        assertThat(Modelled.foundAt(57)).isEqualTo(55);
        assertThat(lines(study.withJournal(folder.resolve("study.jsonl")).run(Budget.trials(62), objective))).isEqualTo(whole);
    }
}
