package org.librate.tuning.study.sampler;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.librate.tuning.Threads;
import org.librate.tuning.search.Param;
import org.librate.tuning.study.Budget;
import org.librate.tuning.study.Goal;
import org.librate.tuning.study.Sampler;
import org.librate.tuning.study.Study;
import org.librate.tuning.study.StudyResult;
import org.librate.tuning.study.Trial;
import org.librate.tuning.study.TrialResult;
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
}
