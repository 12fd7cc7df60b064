package org.librate.tuning.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.librate.tuning.Threads;
import org.librate.tuning.search.Param;
import org.librate.tuning.search.Settings;
import org.librate.tuning.study.sampler.RandomSampler;

class StudyTest {

    private static final Param<Double> X = Param.uniform("x", -2, 2);
    private static final Param<Double> RATE = Param.logUniform("rate", 1e-4, 1);
    private static final Param<String> KIND = Param.oneOf("kind", "flat", "deep");
    private static final Param<Integer> DEPTH = Param.integers("depth", 1, 3);

    private static double bowl(Trial trial) {
        double x = trial.get(X) - 0.5;
        return trial.get(KIND).equals("deep") ? x * x + trial.get(DEPTH) : x * x + 4;
    }

    static List<String> lines(StudyResult result) {
        return result.trials().stream().map(TrialResult::toString).toList();
    }

    @Test
    void finds_the_lowest_value_of_what_it_tried() {
        StudyResult result = Study.minimise("loss").withSeed(3).run(Budget.trials(60), StudyTest::bowl);

        assertThat(result.trials()).hasSize(60);
        double lowest = result.trials().stream().mapToDouble(TrialResult::value).min().orElseThrow();
        assertThat(result.best().value()).isEqualTo(lowest);
        assertThat(result.best().get(KIND)).isEqualTo("deep");
        assertThat(result.best().get(X)).isBetween(-2.0, 2.0);
    }

    @Test
    void finds_the_highest_value_when_it_is_to_maximise() {
        StudyResult result = Study.maximise("gain").run(Budget.trials(20), trial -> trial.get(X));

        assertThat(result.best().value()).isEqualTo(result.trials().stream().mapToDouble(TrialResult::value).max().orElseThrow());
    }

    @Test
    void a_study_in_two_runs_has_the_trials_of_one() {
        Study halves = Study.minimise("loss").withSeed(1);
        assertThat(halves).hasToString("Study.of(Goal.minimise(\"loss\")).withSampler(AutoSampler.create()).withSeed(1)");
        halves.run(Budget.trials(25), StudyTest::bowl);

        assertThat(lines(halves.run(Budget.trials(50), StudyTest::bowl)))
                .isEqualTo(lines(Study.minimise("loss").withSeed(1).run(Budget.trials(50), StudyTest::bowl)));
    }

    @Test
    void threads_change_no_trial() {
        Study study = Study.minimise("loss").withSeed(5).withParallel(4);
        List<String> one = lines(study.withThreads(Threads.serial()).run(Budget.trials(40), StudyTest::bowl));

        for (int threads : new int[] {2, 8}) {
            assertThat(lines(study.withThreads(Threads.parallel(threads)).run(Budget.trials(40), StudyTest::bowl))).isEqualTo(one);
        }
    }

    @Test
    void a_trial_knows_results_up_to_as_many_before_as_run_side_by_side() {
        List<String> seen = new ArrayList<>();
        Sampler spy = (history, random) -> {
            seen.add(history.next() + ":" + history.size() + "+" + history.pending());
            double[] row = new double[history.axisCount()];
            java.util.Arrays.fill(row, Double.NaN);
            return row;
        };
        Study.minimise("loss").withSampler(spy).withParallel(3).withThreads(Threads.serial()).run(Budget.trials(5), trial -> trial.get(X));

        assertThat(seen).containsExactly("0:0+0", "1:0+1", "2:0+2", "3:1+2", "4:2+2");
    }

    @Test
    void a_declared_space_is_searched_as_it_was_declared() {
        Space space = Space.of(X, KIND).when(KIND, "deep", DEPTH).where("x + depth < 3", s -> !s.has(DEPTH) || s.get(X) + s.get(DEPTH) < 3);
        StudyResult result = Study.minimise("loss").withSpace(space).run(Budget.trials(80), StudyTest::bowl);

        for (TrialResult trial : result.trials()) {
            assertThat(trial.settings().has(DEPTH)).isEqualTo(trial.get(KIND).equals("deep"));
            assertThat(!trial.settings().has(DEPTH) || trial.get(X) + trial.get(DEPTH) < 3).isTrue();
        }
    }

    @Test
    void asking_for_what_the_space_does_not_have_ends_the_study() {
        Study study = Study.minimise("loss").withSpace(Space.of(KIND).when(KIND, "deep", DEPTH)).withEnqueued(Settings.none().with(KIND, "flat"));

        assertThatThrownBy(() -> study.run(Budget.trials(3), trial -> trial.get(DEPTH))).hasMessageContaining("is not there with these settings");
        assertThatThrownBy(() -> study.run(Budget.trials(3), trial -> trial.get(X))).hasMessageContaining("Add it");
    }

    @Test
    void rules_that_nothing_keeps_are_named() {
        Study study = Study.minimise("loss").withSpace(Space.of(X).where("x above 3", s -> s.get(X) > 3));

        assertThatThrownBy(() -> study.run(Budget.trials(3), trial -> trial.get(X))).hasMessageContaining("x above 3").hasMessageContaining("Loosen");
    }

    @Test
    void nothing_is_tried_twice_and_the_study_ends_when_all_was() {
        for (boolean declared : new boolean[] {false, true}) {
            Study study = Study.minimise("loss");
            study = declared ? study.withSpace(Space.of(KIND).when(KIND, "deep", DEPTH)).withParallel(3) : study;
            StudyResult result = study.run(Budget.trials(100), trial -> trial.get(KIND).equals("deep") ? trial.get(DEPTH) : 0);

            assertThat(result.trials().stream().map(trial -> trial.settings().toString()))
                    .containsExactlyInAnyOrder("{kind=flat}", "{kind=deep, depth=1}",
                    "{kind=deep, depth=2}", "{kind=deep, depth=3}");
            assertThat(result.ending()).isEqualTo("all there is has been tried");
            assertThat(study.withRepeats(true).run(Budget.trials(100), trial -> trial.get(KIND).length()).trials()).hasSize(100);
        }
    }

    @Test
    void a_thousand_points_are_tried_once_each() {
        Param<Integer> a = Param.integers("a", 0, 9);
        Param<Integer> b = Param.integers("b", 0, 9);
        Param<Double> c = Param.uniform("c", 0, 0.9).withStep(0.1);
        for (int parallel : new int[] {1, 4}) {
            Study study = Study.minimise("loss").withSpace(Space.of(a, b, c).where("a or b", s -> s.get(a) + s.get(b) > 0)).withParallel(parallel);
            Set<Settings> tried = new HashSet<>();
            study.run(Budget.unlimited(), trial -> trial.get(a) * trial.get(b) * trial.get(c)).trials().forEach(trial -> tried.add(trial.settings()));

            assertThat(tried).hasSize(990);
            assertThat(study.result().trials()).hasSize(990);
        }
    }

    @Test
    void a_trial_that_fails_is_recorded_and_never_the_best() {
        StudyResult result = Study.minimise("loss").run(Budget.trials(20), trial -> {
            double x = trial.get(X);
            if (trial.number() % 3 == 0) {
                throw new IllegalStateException("out of luck");
            }
            return trial.number() % 3 == 1 ? Double.NaN : x;
        });

        assertThat(result.best().number() % 3).isEqualTo(2);
        assertThat(result.trial(0).state()).isEqualTo(TrialState.FAILED);
        assertThat(result.trial(0).failure().orElseThrow()).contains("out of luck");
        assertThat(result.trial(1).failure().orElseThrow()).contains("NaN");
    }

    @Test
    void a_trial_is_tried_again_with_the_same_settings() {
        Set<Double> tried = new HashSet<>();
        AtomicInteger runs = new AtomicInteger();
        StudyResult result = Study.minimise("loss").onFailure(FailurePolicy.retry(2)).run(Budget.trials(1), trial -> {
            tried.add(trial.get(X));
            if (runs.incrementAndGet() < 3) {
                throw new IllegalStateException("not yet");
            }
            return trial.attempt();
        });

        assertThat(tried).hasSize(1);
        assertThat(result.best().value()).isEqualTo(2);
    }

    @Test
    void a_failure_that_stops_is_not_recorded_and_run_again() {
        Study study = Study.minimise("loss").onFailure(FailurePolicy.stop());
        assertThatThrownBy(() -> study.run(Budget.trials(5), trial -> {
            trial.get(X);
            throw new IllegalStateException("broken");
        })).hasMessageContaining("broken");

        assertThat(lines(study.run(Budget.trials(5), trial -> trial.get(X))))
                .isEqualTo(lines(Study.minimise("loss").run(Budget.trials(5), trial -> trial.get(X))));
    }

    @Test
    void the_best_keeps_its_constraints() {
        StudyResult result = Study.minimise("loss").run(Budget.trials(50), trial -> {
            double x = trial.get(X);
            trial.constraint("latency", 1 - x);
            return x;
        });

        assertThat(result.best().value()).isGreaterThanOrEqualTo(1);
        assertThatThrownBy(() -> Study.minimise("loss").run(Budget.trials(5), trial -> {
            trial.constraint("latency", Double.NaN);
            return trial.get(X);
        }).best()).hasMessageContaining("5 broke a constraint");
    }

    @Test
    void stops_at_a_target_and_without_improvement_after_the_same_trial_on_any_number_of_threads() {
        Study target = Study.minimise("loss").withSampler(RandomSampler.create()).withParallel(3).stopWhen(StopRule.target(0.2));
        Study patience = Study.minimise("loss").withSampler(RandomSampler.create()).withParallel(3).stopWhen(StopRule.noImprovement(10));
        for (Study study : List.of(target, patience)) {
            StudyResult one = study.withThreads(Threads.serial()).run(Budget.trials(500), trial -> Math.abs(trial.get(X)));
            StudyResult many = study.withThreads(Threads.parallel(3)).run(Budget.trials(500), trial -> Math.abs(trial.get(X)));

            assertThat(one.trials().size()).isLessThan(500);
            assertThat(lines(many)).isEqualTo(lines(one));
        }
    }

    @Test
    void fixed_and_enqueued_settings_are_taken() {
        StudyResult result = Study.minimise("loss").withFixed(KIND, "deep")
                .withEnqueued(Settings.none().with(X, 1.25), Settings.none().with(DEPTH, 3))
                .run(Budget.trials(10), StudyTest::bowl);

        assertThat(result.trials()).allMatch(trial -> trial.get(KIND).equals("deep"));
        assertThat(result.trial(0).get(X)).isEqualTo(1.25);
        assertThat(result.trial(1).get(DEPTH)).isEqualTo(3);
    }

    @Test
    void asks_and_is_told() {
        Study study = Study.minimise("loss").withSeed(9);
        for (int i = 0; i < 10; i++) {
            Trial trial = study.ask();
            assertThatThrownBy(study::ask).hasMessageContaining("1 are out already");
            double x = trial.get(X);
            study.tell(trial, x * x);
            assertThatThrownBy(() -> study.tell(trial, 1)).hasMessageContaining("told already");
        }

        assertThat(lines(study.result()))
                .isEqualTo(lines(Study.minimise("loss").withSeed(9).run(Budget.trials(10), trial -> Math.pow(trial.get(X), 2))));
    }

    @Test
    void prunes_what_its_pruner_says_and_counts_epochs() {
        Study study = Study.minimise("loss").withPruner((history, steps, losses) -> losses[losses.length - 1] > 1);
        StudyResult result = study.run(Budget.epochs(40), trial -> {
            double x = trial.get(X);
            for (int epoch = 1; epoch <= 5; epoch++) {
                trial.report(epoch, Math.abs(x));
                if (trial.isPruned()) {
                    return trial.pruned();
                }
            }
            return Math.abs(x);
        });

        assertThat(result.trials()).anyMatch(trial -> trial.state() == TrialState.PRUNED && trial.reports() == 1);
        assertThat(result.trials().stream().mapToInt(TrialResult::reports).sum()).isBetween(40, 44);
    }

    @Test
    void a_trial_of_several_goals_can_be_given_up() {
        StudyResult result = Study.of(Goal.minimise("a"), Goal.minimise("b")).runMany(Budget.trials(2), trial -> {
            trial.report(1, trial.get(X));
            trial.pruned();
            return new double[0];
        });

        assertThat(result.trials()).allMatch(trial -> trial.state() == TrialState.PRUNED);
        assertThat(result.front()).isEmpty();
    }

    @Test
    void a_parameter_is_the_same_in_all_trials() {
        assertThatThrownBy(() -> Study.minimise("loss").run(Budget.trials(3), trial -> trial.get(Param.uniform("x", 0, 1 + trial.number()))))
                .hasMessageContaining("must be the same in all trials");
    }

    @Test
    void a_callback_hears_of_trials_in_order_and_may_stop() {
        List<Integer> heard = new ArrayList<>();
        StudyResult result = Study.minimise("loss").withParallel(4).callbacks((trial, progress) -> {
            heard.add(trial.number());
            if (progress.trials() == 10) {
                progress.stop("seen enough");
            }
        }).run(Budget.trials(100), StudyTest::bowl);

        assertThat(heard).isSorted().hasSizeBetween(10, 13);
        assertThat(result.ending()).isEqualTo("seen enough");
    }

    @Test
    void lists_of_a_history_stay_as_they_were_when_the_study_learns_of_more() {
        List<List<Axis>> kept = new ArrayList<>();
        Sampler keeper = (history, random) -> {
            kept.add(history.axes());
            double[] row = new double[history.axisCount()];
            java.util.Arrays.fill(row, Double.NaN);
            return row;
        };
        Study.minimise("loss").withSampler(keeper).run(Budget.trials(4), trial -> {
            trial.constraint("c" + trial.number(), 0);
            return trial.get(Param.uniform("x" + trial.number(), 0, 1));
        });

        for (int i = 0; i < kept.size(); i++) {
            assertThat(kept.get(i)).hasSize(i);
        }
    }

    @Test
    void a_trial_that_failed_before_it_asked_for_all_closes_nothing() {
        StudyResult result = Study.minimise("loss").withSeed(1).run(Budget.trials(20), trial -> {
            String kind = trial.get(KIND);
            if (trial.number() < 6) {
                throw new IllegalStateException("not yet");
            }
            return kind.equals("deep") ? trial.get(X) + trial.get(DEPTH) : trial.get(X);
        });

        assertThat(result.trials()).hasSize(20);
        assertThat(result.trials().subList(6, 20).stream().map(trial -> trial.get(KIND))).contains("flat", "deep");
    }

    @Test
    void a_trial_of_another_study_is_refused_and_changes_nothing() {
        Study one = Study.minimise("loss");
        Study other = Study.minimise("loss");
        Trial trial = one.ask();
        other.ask();

        assertThatThrownBy(() -> other.tell(trial, 1)).hasMessageContaining("of another study");
        assertThatThrownBy(other::ask).hasMessageContaining("1 are out already");
        one.tell(trial, 1);
        assertThat(one.result().trials()).hasSize(1);
    }

    @Test
    void a_run_does_not_wait_for_what_was_asked_for_by_hand() {
        Study study = Study.minimise("loss").withParallel(2).withThreads(Threads.serial());
        Trial trial = study.ask();

        assertThatThrownBy(() -> study.run(Budget.trials(5), other -> other.get(X))).hasMessageContaining("asked for by ask()")
                .hasMessageContaining("[0]");
        study.tell(trial, 0);
        assertThat(study.run(Budget.trials(5), other -> other.get(X)).trials()).hasSize(5);
    }

    @Test
    void a_value_is_the_step_it_is_nearest_to() {
        Param<Double> share = Param.uniform("share", 0.1, 0.5).withStep(0.1);
        Param<Double> other = Param.uniform("other", 0.7, 0.8).withStep(0.1);
        Study study = Study.minimise("loss").withEnqueued(Settings.none().with(share, 0.3).with(other, 0.8));

        TrialResult trial = study.run(Budget.trials(1), t -> t.get(share) + t.get(other)).trial(0);
        assertThat(trial.get(share)).isEqualTo(0.1 + 2 * 0.1);
        assertThat(trial.get(other)).isEqualTo(0.7 + 0.1);
        assertThat(Axis.of(share).allows(0.31)).isFalse();
    }

    @Test
    void what_is_enqueued_must_be_searched() {
        Objective objective = trial -> trial.get(X);
        Study study = Study.minimise("loss").withEnqueued(Settings.none().with(Param.uniform("x", 0, 9), 3.0));

        assertThatThrownBy(() -> study.withSpace(Space.of(X)).run(Budget.trials(1), objective)).hasMessageContaining("must be of the space");
        assertThatThrownBy(() -> study.run(Budget.trials(1), objective)).hasMessageContaining("what is enqueued")
                .hasMessageContaining("asks for " + X);
        assertThatThrownBy(() -> study.withFixed(X, 1.0).run(Budget.trials(1), objective)).hasMessageContaining("must not be fixed");
    }

    @Test
    void a_branch_that_was_tried_is_not_taken_again_where_another_has_no_end() {
        Param<Boolean> deep = Param.flag("deep");
        Param<Double> rate = Param.uniform("rate", 0, 1);
        StudyResult result = Study.minimise("loss").withSpace(Space.of(deep).when(deep, true, rate)).run(Budget.trials(300), trial -> 1);

        assertThat(result.trials()).hasSize(300);
        assertThat(result.trials().stream().filter(trial -> !trial.get(deep))).hasSize(1);
    }
}
