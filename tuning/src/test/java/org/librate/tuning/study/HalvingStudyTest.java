package org.librate.tuning.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.librate.tuning.Threads;
import org.librate.tuning.search.Param;
import org.librate.tuning.study.pruner.Halving;
import org.librate.tuning.study.pruner.PatiencePruner;
import org.librate.tuning.study.sampler.BruteForce;
import org.librate.tuning.study.sampler.RandomSampler;

/** Studies that are halved where not all goes as planned. */
class HalvingStudyTest {

    private static final Param<Integer> A = Param.integers("a", 1, 3);
    private static final Param<Integer> B = Param.integers("b", 1, 3);
    /** Six of nine settings. */
    private static final Space SOME = Space.of(A, B).where("a + b <= 4", settings -> settings.get(A) + settings.get(B) <= 4);

    @TempDir
    private Path folder;

    private static double trained(Trial trial, int from, int by, int to) {
        double loss = trial.get(A) + 0.1 * trial.get(B);
        for (int step = from; step <= to; step += by) {
            if (step > trial.lastStep().orElse(0)) {
                trial.report(step, loss + 1.0 / step);
                if (trial.isPruned()) {
                    return trial.pruned();
                }
            }
        }
        return loss;
    }

    static List<Sampler> samplers() {
        return List.of(RandomSampler.create(), BruteForce.create());
    }

    private static List<String> lines(StudyResult result) {
        return result.trials().stream().map(trial -> trial + " after " + trial.continues()).toList();
    }

    /** Fewer settings than a round has candidates, which is known only when the last one has been looked for. */
    @ParameterizedTest
    @MethodSource("samplers")
    void a_space_that_rules_make_small_is_halved_to_its_end(Sampler sampler) {
        Study study = Study.minimise("loss").withSpace(SOME).withSampler(sampler).withPruner(Halving.of(9));
        StudyResult result = study.run(Budget.trials(40), trial -> trained(trial, 1, 1, 9));
        assertThat(result.best().get(A)).isEqualTo(1);
        assertThat(result.best().get(B)).isEqualTo(1);
        assertThat(result.trials()).filteredOn(trial -> trial.continues().isEmpty()).hasSize(6);
        List<String> whole = lines(result);
        assertThat(lines(study.withThreads(Threads.parallel(3)).run(Budget.trials(40), trial -> trained(trial, 1, 1, 9)))).isEqualTo(whole);
        for (int first = 4; first < 9; first++) {
            Study lasting = study.withJournal(folder.resolve(first + ".jsonl"));
            lasting.run(Budget.trials(first), trial -> trained(trial, 1, 1, 9));
            assertThat(lines(lasting.run(Budget.trials(40), trial -> trained(trial, 1, 1, 9)))).as("after %s", first).isEqualTo(whole);
        }
    }

    @Test
    void reports_may_leave_out_rungs() {
        Param<Double> x = Param.uniform("x", 0, 1);
        StudyResult result = Study.minimise("loss").withSampler(RandomSampler.create()).withPruner(Halving.of(27)).run(Halving.of(27).budget(), trial -> {
            for (int step = 5; step <= 30; step += 5) {
                if (step > trial.lastStep().orElse(0)) {
                    trial.report(step, trial.get(x));
                    if (trial.isPruned()) {
                        return trial.pruned();
                    }
                }
            }
            return trial.get(x);
        });
        double least = result.trials().stream().mapToDouble(trial -> trial.get(x)).min().orElseThrow();
        assertThat(result.best().get(x)).isEqualTo(least);
    }

    @Test
    void a_round_of_which_nobody_goes_on_is_followed_by_another() {
        Param<Double> x = Param.uniform("x", 0, 1);
        StudyResult result = Study.minimise("loss").withSampler(RandomSampler.create()).withPruner(Halving.of(9)).run(Budget.trials(9 + 13), trial -> {
            if (trial.number() < 9) {
                throw new IllegalStateException("no such file");
            }
            for (int step = 1; step <= 9; step++) {
                if (step > trial.lastStep().orElse(0)) {
                    trial.report(step, trial.get(x));
                    if (trial.isPruned()) {
                        return trial.pruned();
                    }
                }
            }
            return trial.get(x);
        });
        assertThat(result.trials().subList(9, 18)).allMatch(trial -> trial.continues().isEmpty());
        assertThat(result.trials().subList(18, 22)).allMatch(trial -> trial.continues().isPresent());
        assertThat(result.best().number()).isEqualTo(21);
    }

    @Test
    void stopped_trials_that_may_go_on_are_no_lack_of_improvement() {
        Param<Double> x = Param.uniform("x", 0, 1);
        StudyResult result = Study.minimise("loss").withSampler(RandomSampler.create()).withPruner(Halving.of(27))
                .stopWhen(StopRule.noImprovement(10)).run(Halving.of(27).budget(), trial -> {
                    for (int step = 1; step <= 27; step++) {
                        if (step > trial.lastStep().orElse(0)) {
                            trial.report(step, trial.get(x));
                            if (trial.isPruned()) {
                                return trial.pruned();
                            }
                        }
                    }
                    return trial.get(x);
                });
        assertThat(result.trials()).hasSize(40);
        assertThatThrownBy(() -> PatiencePruner.of(2).around(Halving.of(9))).hasMessageContaining("SuccessiveHalving");
    }
}
