package org.librate.tuning.study.sampler;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.librate.tuning.Threads;
import org.librate.tuning.search.Param;
import org.librate.tuning.study.Budget;
import org.librate.tuning.study.Objective;
import org.librate.tuning.study.Sampler;
import org.librate.tuning.study.Space;
import org.librate.tuning.study.Study;
import org.librate.tuning.study.StudyResult;
import org.librate.tuning.study.Trial;
import org.librate.tuning.study.TrialResult;
import org.librate.tuning.study.TrialState;

/** What every sampler promises. A new one is a line in {@link #samplers()}. */
class SamplerContractTest {

    private static final Param<Double> X = Param.uniform("x", -5, 10);
    private static final Param<Double> RATE = Param.logUniform("rate", 1e-5, 1e-1);
    private static final Param<Double> STEP = Param.uniform("step", 0, 1).withStep(0.1);
    private static final Param<Integer> COUNT = Param.integers("count", 2, 20).withStep(3);
    private static final Param<Integer> WIDTH = Param.logIntegers("width", 8, 512);
    private static final Param<Boolean> BIAS = Param.flag("bias");
    private static final Param<String> KIND = Param.oneOf("kind", "flat", "deep", "wide");
    private static final Param<Integer> DEPTH = Param.integers("depth", 1, 8);

    /** A sampler, and whether it goes through all there is, for which all values must be apart. */
    record Line(Sampler sampler, boolean exhaustive) {

        static Line of(Sampler sampler) {
            return new Line(sampler, sampler.isExhaustive());
        }

        Space space() {
            return (exhaustive ? Space.of(KIND, STEP, COUNT, BIAS) : Space.of(X, KIND, RATE, STEP, COUNT, WIDTH, BIAS)).when(KIND, "deep", DEPTH);
        }

        double loss(Trial trial) {
            double loss = trial.get(KIND).equals("deep") ? trial.get(DEPTH) : 3;
            loss += trial.get(STEP) + Math.abs(trial.get(COUNT) - 8) + (trial.get(BIAS) ? 0 : 1);
            return exhaustive ? loss : loss + Math.pow(trial.get(X) - 1, 2) + Math.log(trial.get(RATE)) * 0.1 + trial.get(WIDTH) / 100.0;
        }

        Study study() {
            return Study.minimise("loss").withSampler(sampler).withSeed(42);
        }

        @Override
        public String toString() {
            return sampler.toString();
        }
    }

    static Stream<Line> samplers() {
        return Stream.of(RandomSampler.create(), Grid.withPoints(3), BruteForce.create(), Sobol.create(), Halton.create(),
                Sobol.create().withScrambling(false),
                Halton.create().withScrambling(false), Tpe.create(), GpSampler.create().withCandidates(50), CmaEs.create(),
                CmaEs.create().withWarmStart(15), Nsga2.create().withPopulation(10), AutoSampler.create()).map(Line::of);
    }

    private static List<String> lines(StudyResult result) {
        return result.trials().stream().map(TrialResult::toString).toList();
    }

    @ParameterizedTest
    @MethodSource("samplers")
    void stays_within_bounds_steps_and_conditions(Line line) {
        List<Study> studies = new ArrayList<>(List.of(line.study().withSpace(line.space()), line.study().withSpace(line.space()).withParallel(4),
                line.study()));
        if (!line.exhaustive()) {
            studies.add(line.study().withParallel(4));
        }
        for (Study study : studies) {
            StudyResult result = study.run(Budget.trials(60), line::loss);
            assertThat(result.trials()).hasSize(60).allMatch(trial -> trial.state() == TrialState.COMPLETE);
            for (TrialResult trial : result.trials()) {
                for (Param<?> param : trial.settings().params()) {
                    assertThat(param.allows(trial.get(param))).as("%s in %s", param, trial).isTrue();
                }
                assertThat(trial.get(STEP) * 10).isCloseTo(Math.rint(trial.get(STEP) * 10), org.assertj.core.api.Assertions.within(1e-9));
                assertThat((trial.get(COUNT) - 2) % 3).isZero();
                assertThat(trial.settings().has(DEPTH)).isEqualTo(trial.get(KIND).equals("deep"));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("samplers")
    void goes_on_when_trials_tell_nothing(Line line) {
        Map<String, Objective> objectives = new HashMap<>();
        objectives.put("all fail", trial -> {
            line.loss(trial);
            throw new IllegalStateException("no");
        });
        objectives.put("none is a number", trial -> line.loss(trial) * Double.NaN);
        objectives.put("all are the same", trial -> line.loss(trial) * 0);
        objectives.put("most fail", trial -> trial.number() % 10 == 0 ? line.loss(trial) : line.loss(trial) / 0);
        objectives.put("all are pruned", trial -> {
            trial.report(1, line.loss(trial));
            return trial.pruned();
        });
        objectives.put("none is feasible", trial -> {
            trial.constraint("never", 1 + line.loss(trial));
            return line.loss(trial);
        });
        objectives.put("all are huge", trial -> 1e300 * line.loss(trial));
        objectives.forEach((name, objective) -> {
            for (Study study : List.of(line.study(), line.study().withSpace(line.space()).withParallel(4))) {
                assertThat(study.run(Budget.trials(40), objective).trials()).as(name).hasSize(40);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("samplers")
    void has_one_trial_if_asked_for_one(Line line) {
        StudyResult result = line.study().withSpace(line.space()).run(Budget.trials(1), line::loss);

        assertThat(lines(result)).hasSize(1);
        assertThat(result.best().number()).isZero();
    }

    @ParameterizedTest
    @MethodSource("samplers")
    void two_halves_are_one_whole(Line line, @TempDir Path folder) {
        for (int parallel : new int[] {1, 4}) {
            for (Study study : List.of(line.study().withSpace(line.space()).withParallel(parallel),
                    line.study().withParallel(line.exhaustive() ? 1 : parallel))) {
                List<String> whole = lines(study.run(Budget.trials(50), line::loss));
                Path file = folder.resolve(study.hashCode() + ".jsonl");
                study.withJournal(file).run(Budget.trials(25), line::loss);

                assertThat(lines(study.withJournal(file).run(Budget.trials(50), line::loss))).isEqualTo(whole);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("samplers")
    void threads_change_nothing(Line line) {
        for (Study study : List.of(line.study().withSpace(line.space()).withParallel(8), line.study().withParallel(line.exhaustive() ? 1 : 8))) {
            List<String> one = lines(study.withThreads(Threads.serial()).run(Budget.trials(50), line::loss));
            for (int threads : new int[] {2, 8}) {
                assertThat(lines(study.withThreads(Threads.parallel(threads)).run(Budget.trials(50), line::loss))).isEqualTo(one);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("samplers")
    void the_seed_matters_unless_there_is_nothing_to_draw(Line line) {
        boolean drawn = !line.exhaustive() && !line.toString().contains("withScrambling(false)");
        Study study = line.study().withSpace(line.space());

        assertThat(lines(study.withSeed(1).run(Budget.trials(10), line::loss)).equals(lines(study.withSeed(2).run(Budget.trials(10), line::loss))))
                .isEqualTo(!drawn);
    }

    @ParameterizedTest
    @MethodSource("samplers")
    void tries_all_of_a_small_space_once(Line line) {
        Space small = Space.of(BIAS, KIND).when(KIND, "deep", DEPTH).where("not 3", s -> !s.has(DEPTH) || s.get(DEPTH) != 3);
        int depths = line.sampler() instanceof Grid ? 3 : 7; // of a grid 1, 5 and 8
        for (int parallel : new int[] {1, 4}) {
            StudyResult result = line.study().withSpace(small).withParallel(parallel).run(Budget.trials(100), trial -> trial.get(KIND).length());

            assertThat(result.trials()).hasSize(2 * (2 + depths));
            assertThat(new HashSet<>(result.trials().stream().map(TrialResult::settings).toList())).hasSize(2 * (2 + depths));
        }
    }

    @ParameterizedTest
    @MethodSource("samplers")
    void goes_on_in_a_small_space_where_it_was(Line line, @TempDir Path folder) {
        Space small = Space.of(BIAS, KIND).when(KIND, "deep", DEPTH)
                .where("even or flat", s -> !s.has(DEPTH) || s.get(DEPTH) % 2 == 0 || s.get(DEPTH) == 1);
        for (Study study : List.of(line.study().withSpace(small), line.study().withSpace(small).withParallel(3), line.study())) {
            Objective objective = trial -> trial.get(KIND).length() + (trial.get(BIAS) ? 1 : 0)
                    + (trial.get(KIND).equals("deep") ? trial.get(DEPTH) : 0);
            List<String> whole = lines(study.run(Budget.unlimited(), objective));
            Path file = folder.resolve(study.hashCode() + ".jsonl");
            for (int trials : new int[] {2, 7, 8, 1000}) {
                study.withJournal(file).run(Budget.trials(trials), objective);
            }

            assertThat(lines(study.withJournal(file).run(Budget.unlimited(), objective))).isEqualTo(whole);
        }
    }

    @ParameterizedTest
    @MethodSource("samplers")
    void says_what_it_is(Line line) {
        assertThat(line.toString()).matches("[A-Z]\\w+\\.[a-z]\\w*\\(.*\\)");
    }
}
