package org.librate.tuning.study.pruner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.librate.tuning.Threads;
import org.librate.tuning.search.Param;
import org.librate.tuning.study.Budget;
import org.librate.tuning.study.Goal;
import org.librate.tuning.study.Pruner;
import org.librate.tuning.study.Space;
import org.librate.tuning.study.Study;
import org.librate.tuning.study.StudyResult;
import org.librate.tuning.study.Trial;
import org.librate.tuning.study.TrialResult;
import org.librate.tuning.study.TrialState;

/** What every pruner promises. A new one is a line in {@link #pruners()}. */
class PrunerContractTest {

    private static final Param<Double> X = Param.uniform("x", 0, 1);
    private static final int STEPS = 16;

    static Stream<Pruner> pruners() {
        return Stream.of(MedianPruner.create(), PercentilePruner.keeping(0.25).withStartupTrials(2).withWarmup(2).withInterval(3).withLeastTrials(2),
                ThresholdPruner.outside(-0.7, 0.7).withWarmup(1), PatiencePruner.of(8).withMinDelta(0.001),
                        PatiencePruner.of(1).around(MedianPruner.create()),
                SuccessiveHalving.create(), SuccessiveHalving.create().withFirst(2).withFactor(2).withPromotion(true), Hyperband.upTo(16),
                Hyperband.upTo(16).withFirst(2).withFactor(2).withPromotion(true), WilcoxonPruner.create(), Halving.of(9),
                Halving.of(10).withFactor(2).withFirst(2).withRungs(3));
    }

    /** The loss falls from 2x to x, with ups and downs that are the same whenever the trial runs. */
    private static double loss(Trial trial, int step) {
        double x = trial.get(X);
        return x * (1 + 1.0 / step) + 0.05 * trial.random().at(0).uniform(step);
    }

    private static double run(Trial trial, double sign) {
        double loss = 0;
        for (int step = 1; step <= STEPS; step++) {
            loss = sign * loss(trial, step);
            trial.report(step, loss);
            if (trial.isPruned()) {
                return trial.pruned();
            }
        }
        return loss;
    }

    private static double run(Trial trial) {
        return run(trial, 1);
    }

    private static Study study(Pruner pruner) {
        return Study.minimise("loss").withPruner(pruner).withSeed(3);
    }

    private static List<String> lines(StudyResult result) {
        return result.trials().stream().map(trial -> trial + " " + trial.reports() + " " + trial.continues()).toList();
    }

    @ParameterizedTest
    @MethodSource("pruners")
    void saves_steps_and_keeps_the_best(Pruner pruner) {
        StudyResult all = Study.minimise("loss").withSeed(3).run(Budget.trials(60), PrunerContractTest::run);
        StudyResult result = study(pruner).run(Budget.trials(60), PrunerContractTest::run);

        assertThat(result.trials()).hasSize(60)
                .anyMatch(trial -> trial.state() == TrialState.PRUNED).anyMatch(trial -> trial.state() == TrialState.COMPLETE);
        assertThat(result.trials().stream().mapToInt(TrialResult::reports).sum()).isLessThan(60 * STEPS);
        assertThat(result.best().value()).isLessThan(all.best().value() + 0.15);
    }

    @ParameterizedTest
    @MethodSource("pruners")
    void threads_change_nothing(Pruner pruner) {
        for (Study study : List.of(study(pruner).withParallel(4), study(pruner).withSpace(Space.of(X)).withParallel(4))) {
            List<String> one = lines(study.withThreads(Threads.serial()).run(Budget.trials(50), PrunerContractTest::run));

            assertThat(lines(study.withThreads(Threads.parallel(4)).run(Budget.trials(50), PrunerContractTest::run))).isEqualTo(one);
        }
    }

    @ParameterizedTest
    @MethodSource("pruners")
    void two_halves_are_one_whole(Pruner pruner, @TempDir Path folder) {
        for (int parallel : new int[] {1, 4}) {
            Study study = study(pruner).withParallel(parallel);
            List<String> whole = lines(study.run(Budget.trials(50), PrunerContractTest::run));
            Study lasting = study.withJournal(folder.resolve(parallel + ".jsonl"));
            lasting.run(Budget.trials(25), PrunerContractTest::run);

            assertThat(lines(study.withJournal(folder.resolve(parallel + ".jsonl")).run(Budget.trials(50),
                    PrunerContractTest::run))).isEqualTo(whole);
        }
    }

    @ParameterizedTest
    @MethodSource("pruners")
    void goes_on_wherever_it_was_killed(Pruner pruner, @TempDir Path folder) throws IOException {
        Study study = study(pruner).withParallel(3);
        Path file = folder.resolve("whole.jsonl");
        List<String> whole = lines(study.withJournal(file).run(Budget.trials(24), PrunerContractTest::run));
        List<String> entries = Files.readAllLines(file);
        for (int kept = 1; kept < entries.size(); kept += 5) {
            Path cut = folder.resolve("cut" + kept + ".jsonl");
            Files.write(cut, entries.subList(0, kept));

            assertThat(lines(study.withJournal(cut).run(Budget.trials(24), PrunerContractTest::run))).as("%d lines", kept).isEqualTo(whole);
        }
    }

    @ParameterizedTest
    @MethodSource("pruners")
    void more_may_be_better(Pruner pruner) {
        StudyResult less = study(pruner).run(Budget.trials(40), PrunerContractTest::run);
        StudyResult more = Study.of(Goal.maximise("gain")).withPruner(pruner).withSeed(3).run(Budget.trials(40), trial -> run(trial, -1));

        assertThat(more.trials().stream().map(TrialResult::state).toList()).isEqualTo(less.trials().stream().map(TrialResult::state).toList());
    }

    @ParameterizedTest
    @MethodSource("pruners")
    void goes_on_when_trials_tell_nothing(Pruner pruner) {
        assertThat(study(pruner).run(Budget.trials(20), trial -> trial.get(X)).trials()).allMatch(trial -> trial.state() == TrialState.COMPLETE);
        assertThat(study(pruner).run(Budget.trials(20), trial -> {
            trial.report(1, trial.get(X));
            throw new IllegalStateException("no");
        }).trials()).hasSize(20).allMatch(trial -> trial.state() == TrialState.FAILED);
        assertThat(study(pruner).run(Budget.trials(20), trial -> {
            for (int step = 1; step < 9; step++) {
                trial.report(step, Double.NaN * trial.get(X));
                if (trial.isPruned()) {
                    return trial.pruned();
                }
            }
            return 1;
        }).trials()).hasSize(20);
    }

    @ParameterizedTest
    @MethodSource("pruners")
    void says_what_it_is(Pruner pruner) {
        assertThat(pruner.toString()).matches("[A-Z]\\w+\\.[a-z]\\w*\\(.*\\)");
    }
}
