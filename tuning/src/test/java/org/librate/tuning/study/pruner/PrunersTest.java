package org.librate.tuning.study.pruner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.librate.tuning.search.Param;
import org.librate.tuning.study.Budget;
import org.librate.tuning.study.Goal;
import org.librate.tuning.study.Objectives;
import org.librate.tuning.study.Pruner;
import org.librate.tuning.study.Space;
import org.librate.tuning.study.Study;
import org.librate.tuning.study.StudyResult;
import org.librate.tuning.study.Trial;
import org.librate.tuning.study.TrialResult;
import org.librate.tuning.study.TrialState;
import org.librate.tuning.study.sampler.BruteForce;

/** What each pruner alone does, with numbers that can be redone by hand. */
class PrunersTest {

    private static final Param<Double> X = Param.uniform("x", 0, 1);

    /** Trials that report these curves, one after another. */
    private static StudyResult run(Pruner pruner, double[]... curves) {
        return Study.minimise("loss").withPruner(pruner).run(Budget.trials(curves.length), trial -> {
            double[] curve = curves[trial.number()];
            for (int i = 0; i < curve.length; i++) {
                trial.report(i + 1, curve[i]);
                if (trial.isPruned()) {
                    return trial.pruned();
                }
            }
            return curve[curve.length - 1];
        });
    }

    private static List<Integer> reports(StudyResult result) {
        return result.trials().stream().map(trial -> trial.state() == TrialState.PRUNED ? -trial.reports() : trial.reports()).toList();
    }

    @Test
    void the_median_is_of_complete_trials_at_the_same_step() {
        double[][] curves = {{5, 1}, {4, 2}, {3, 3}, {4.5, 0}, {3.9, 2.1}, {3.5, 3.6}};
        PercentilePruner pruner = MedianPruner.create().withStartupTrials(3);

        // the fourth: 4.5 is worse than the median 4 of 5, 4, 3; the fifth: the best so far of 2.1 is worse than 2
        assertThat(reports(run(pruner, curves))).containsExactly(2, 2, 2, -1, -2, -2);
        assertThat(reports(run(pruner.withWarmup(1), curves))).containsExactly(2, 2, 2, 2, -2, -2);
        assertThat(reports(run(pruner.withLeastTrials(4), curves))).containsExactly(2, 2, 2, 2, -2, -2);
    }

    @Test
    void an_interval_judges_each_so_many_steps() {
        double[][] curves = {{1, 1, 1, 1, 1, 1}, {2, 2, 2, 2, 2, 2}};
        PercentilePruner pruner = MedianPruner.create().withStartupTrials(1).withInterval(3);

        assertThat(reports(run(pruner, curves))).containsExactly(6, -1);
        assertThat(reports(run(pruner.withWarmup(2), curves))).containsExactly(6, -3);
        assertThat(reports(run(pruner, new double[][] {{1, 1, 1, 1, 1, 1}, {0, 2, 2, 2, 2, 2}}))).containsExactly(6, 6); // the best so far counts
    }

    @Test
    void a_threshold_is_in_the_words_of_the_goal() {
        assertThat(reports(run(ThresholdPruner.above(3), new double[][] {{2, 3, 3.1, 1}, {Double.NaN, 1}, {1, 2}}))).containsExactly(-3, -1, 2);
        assertThat(Study.maximise("gain").withPruner(ThresholdPruner.below(0.5)).run(Budget.trials(1), trial -> {
            trial.report(1, 0.4);
            return trial.isPruned() ? trial.pruned() : 1;
        }).trial(0).state()).isEqualTo(TrialState.PRUNED);
    }

    @Test
    void patience_waits() {
        assertThat(reports(run(PatiencePruner.of(1), new double[][] {{3, 2, 2, 1}, {3, 3, 3, 3}, {3, 2, 1, 0}, {3, 4, 2, 5, 1}}))).containsExactly(4,
                -3, 4, 5);
        assertThat(reports(run(PatiencePruner.of(1).withMinDelta(0.5), new double[][] {{3, 2.8, 2.6, 2}}))).containsExactly(-3);
        assertThat(reports(run(PatiencePruner.of(0).around(ThresholdPruner.above(5)), new double[][] {{6, 7}, {9, 4, 4, 6}}))).containsExactly(-2,
                -4);
    }

    @Test
    void successive_halving_lets_one_in_so_many_go_on() {
        double[][] curves = {{8, 8, 8, 8}, {7, 7, 7, 7}, {9, 1, 1, 1}, {6, 6.5, 6, 6}, {7.5, 1, 1, 1}, {6.5, 6.4, 9, 9}};

        // at rung 1 of 2, 3, .. trials the best 1, 1, 2, 2, 3 go on; at rung 2 there are fewer
        assertThat(reports(run(SuccessiveHalving.create().withFactor(2), curves))).containsExactly(4, 4, -1, 4, -1, -4);
    }

    @Test
    void a_paused_trial_is_promoted_and_goes_on() {
        double[] losses = {3, 2, 4, 1, 2.5, 5, 6, 7, 8, 9, 10, 11};
        List<Integer> started = new ArrayList<>();
        StudyResult result = Study.minimise("loss").withPruner(SuccessiveHalving.create().withFactor(3).withPromotion(true)).run(Budget.trials(12),
                trial -> {
            trial.get(X);
            int root = trial.continues().orElse(trial.number());
            int from = trial.continues().isPresent() ? 2 : 1;
            started.add(from);
            for (int step = from; step <= 3; step++) {
                trial.report(step, losses[root] + (root == 0 ? 3 : 0) * (step == 3 ? 1 : 0));
                if (trial.isPruned()) {
                    return trial.pruned();
                }
            }
            return losses[root];
        });
        List<TrialResult> promoted = result.trials().stream().filter(trial -> trial.continues().isPresent()).toList();

        assertThat(promoted).isNotEmpty();
        assertThat(promoted).allSatisfy(trial -> {
            TrialResult before = result.trial(trial.continues().getAsInt());
            assertThat(before.state()).isEqualTo(TrialState.PRUNED);
            assertThat(trial.settings()).isEqualTo(before.settings());
            assertThat(trial.reports()).isEqualTo(3);
            assertThat(trial.report(0)).isEqualTo(before.report(0));
        });
        assertThat(promoted.stream().map(TrialResult::continues).distinct()).hasSameSizeAs(promoted);
    }

    @Test
    void reports_that_were_inherited_count_once_and_may_be_made_again(@TempDir Path folder) {
        Pruner twice = new Pruner() {
            @Override
            public boolean prunes(org.librate.tuning.study.History history, int[] steps, double[] losses) {
                return history.next() == 0;
            }

            @Override
            public java.util.OptionalInt promotes(org.librate.tuning.study.History history) {
                return history.next() == 1 ? java.util.OptionalInt.of(0) : java.util.OptionalInt.empty();
            }

            @Override
            public String toString() {
                return "Twice.create()";
            }
        };
        Study study = Study.minimise("loss").withPruner(twice).withFolder(folder);
        List<Path> folders = new ArrayList<>();
        List<Float> draws = new ArrayList<>();
        StudyResult result = study.run(Budget.trials(3), trial -> {
            trial.get(X);
            folders.add(trial.folder());
            draws.add((float) trial.random().at(0).uniform(0));
            for (int step = 1; step <= 4; step++) {
                trial.report(step, 10 * trial.number() + step);
                if (trial.isPruned()) {
                    return trial.pruned();
                }
            }
            return 1;
        });

        assertThat(result.trial(0).state()).isEqualTo(TrialState.PRUNED);
        assertThat(result.trial(1).continues()).hasValue(0);
        assertThat(List.of(result.trial(1).report(0), result.trial(1).report(1))).containsExactly(1.0, 12.0);
        assertThat(result.trial(2).continues()).isEmpty();
        assertThat(folders.get(1)).isEqualTo(folders.get(0)).isDirectory();
        assertThat(folders.get(2)).isNotEqualTo(folders.get(0));
        assertThat(draws.get(1)).isEqualTo(draws.get(0));
        assertThat(draws.get(2)).isNotEqualTo(draws.get(0));
        // 1 + 3 + 4 epochs: a budget of 5 ends after the second trial
        assertThat(study.withFolder(folder).run(Budget.epochs(5), trial -> {
            for (int step = 1; step <= 4; step++) {
                trial.report(step, step);
                if (trial.isPruned()) {
                    return trial.pruned();
                }
            }
            return 1;
        }).trials()).hasSize(3);
    }

    @Test
    void several_goals_are_compared_by_fronts(@TempDir Path folder) {
        double[][] ends = {{1, 9}, {9, 1}, {5, 5}, {6, 6}, {10, 10}, {0, 20}, {7, 7}};
        Study study = Study.of(Goal.minimise("loss"), Goal.maximise("gain")).withPruner(SuccessiveHalving.create().withFactor(3).withFirst(2));
        Objectives objective = trial -> {
            double[] end = {ends[trial.number()][0], -ends[trial.number()][1]};
            for (int step = 1; step <= 3; step++) {
                trial.report(step, end);
                if (trial.isPruned()) {
                    trial.pruned();
                    return new double[0];
                }
            }
            return end;
        };
        StudyResult result = study.runMany(Budget.trials(7), objective);

        // (6, 6) is beaten by (5, 5), and (10, 10) by all; (0, 20) is of the first front
        assertThat(reports(result)).containsExactly(3, 3, 3, -2, -2, 3, -2);
        assertThat(result.trial(0).reportOfGoals(1)).containsExactly(1, -9);
        Study lasting = study.withJournal(folder.resolve("study.jsonl"));
        lasting.runMany(Budget.trials(4), objective);
        assertThat(reports(study.withJournal(folder.resolve("study.jsonl")).runMany(Budget.trials(7), objective))).isEqualTo(reports(result));
        assertThatThrownBy(() -> study.ask().report(1, 1, 2, 3)).hasMessageContaining("one for each of");
        assertThat(Rungs.better(List.of(new double[] {1, 1}, new double[] {2, 2}, new double[] {3, 1.5}, new double[] {3, 3}))).containsExactly(0, 1,
                1, 3);
    }

    @Test
    void a_trial_has_a_folder_only_if_the_study_has() {
        assertThatThrownBy(() -> Study.minimise("loss").ask().folder()).hasMessageContaining("withFolder");
    }

    @Test
    void brackets_share_the_trials() {
        Hyperband hyperband = Hyperband.upTo(9);
        int[] counts = new int[hyperband.brackets()];
        for (int trial = 0; trial < 1000; trial++) {
            counts[hyperband.bracket(trial)]++;
        }

        assertThat(counts).hasSize(3);
        // 9/3 : 3/2 : 1 parts of 5.5
        assertThat(counts[0]).isCloseTo(545, within(3));
        assertThat(counts[1]).isCloseTo(273, within(3));
        assertThat(Hyperband.upTo(9).bracket(5)).isEqualTo(hyperband.bracket(5));
    }

    @Test
    void signed_ranks_are_those_of_the_reference() {
        // scipy.stats.wilcoxon(d, alternative="greater", method="exact").pvalue
        assertThat(SignedRanks.chanceOfMore(new double[] {1, 2, 3, 4, 5})).isCloseTo(1 / 32.0, within(1e-12));
        assertThat(SignedRanks.chanceOfMore(new double[] {1, -2, 3, 4, 5})).isCloseTo(3 / 32.0, within(1e-12));
        assertThat(SignedRanks.chanceOfMore(new double[] {-1, -2, -3})).isEqualTo(1);
        assertThat(SignedRanks.chanceOfMore(new double[] {0, 0})).isEqualTo(1);
        assertThat(SignedRanks.chanceOfMore(new double[] {0, 1, 1})).isEqualTo(0.25); // both signs are the same 1 time in 4
        double[] many = new double[60];
        double[] more = new double[61];
        for (int i = 0; i < 61; i++) {
            more[i] = i % 3 == 0 ? -i - 1 : i + 1;
        }
        System.arraycopy(more, 0, many, 0, 60);
        assertThat(SignedRanks.chanceOfMore(more)).isCloseTo(SignedRanks.chanceOfMore(many), within(0.01));
    }

    @Test
    void folds_that_are_all_worse_are_enough_after_four() {
        double[][] curves = {{1, 2, 1, 2, 1}, {1.1, 2.2, 1.3, 2.4, 1.5}, {0.9, 1.9, 0.8, 1.7, 0.5}};

        assertThat(reports(run(WilcoxonPruner.create(), curves))).containsExactly(5, -4, 5);
        assertThat(reports(run(WilcoxonPruner.create().withLevel(0.05), curves))).containsExactly(5, -5, 5);
        assertThat(reports(run(WilcoxonPruner.create().withWarmup(4), curves))).containsExactly(5, -5, 5);
    }

    /** Trials that report x at steps 1 to 9. */
    private static double toNine(Trial trial) {
        for (int step = trial.lastStep().orElse(0) + 1; step <= 9; step++) {
            trial.report(step, trial.get(X));
            if (trial.isPruned()) {
                return trial.pruned();
            }
        }
        return trial.get(X);
    }

    @Test
    void halving_is_that_of_the_reference() {
        // sklearn 1.9.1, HalvingRandomSearchCV(n_candidates=n, factor=f, min_resources="exhaust") of Ridge on 729 rows, cv 2: n_candidates_
        assertThat(Halving.of(27).budget()).hasToString(Budget.trials(27 + 9 + 3 + 1).toString());
        assertThat(Halving.of(20).budget()).hasToString(Budget.trials(20 + 7 + 3).toString());
        assertThat(Halving.of(10).withFactor(2).budget()).hasToString(Budget.trials(10 + 5 + 3 + 2).toString());
        assertThat(Halving.of(27).steps()).containsExactly(1, 3, 9, 27);
        assertThat(Halving.of(80).withRungs(2).withFirst(3).steps()).containsExactly(3, 9);
    }

    @Test
    void a_round_goes_on_rung_by_rung_with_the_best() {
        Halving halving = Halving.of(9);
        for (int parallel : new int[] {1, 4}) {
            StudyResult result = Study.minimise("loss").withPruner(halving).withParallel(parallel).run(halving.budget(), PrunersTest::toNine);
            List<Integer> best = IntStream.range(0, 9).boxed().sorted(Comparator.comparing(i -> result.trial(i).get(X))).toList();

            assertThat(result.trials()).hasSize(13);
            assertThat(IntStream.range(9, 13).map(i -> result.trial(i).continues().orElseThrow()))
                    .containsExactly(best.get(0), best.get(1), best.get(2), 9);
            assertThat(reports(result)).containsExactly(-1, -1, -1, -1, -1, -1, -1, -1, -1, -3, -3, -3, 9);
            assertThat(result.best().get(X)).isEqualTo(result.trial(best.get(0)).get(X));
        }
    }

    @Test
    void another_round_begins_when_one_is_over() {
        StudyResult result = Study.minimise("loss").withPruner(Halving.of(3)).run(Budget.trials(8), PrunersTest::toNine);

        assertThat(result.trials().stream().map(trial -> trial.continues().orElse(-1) < 0 ? "new" : "on").toList())
                .containsExactly("new", "new", "new", "on", "new", "new", "new", "on");
    }

    @Test
    void a_round_is_smaller_if_there_are_fewer_settings() {
        Param<Integer> few = Param.integers("few", 1, 5);
        for (Study study : List.of(Study.minimise("loss").withSampler(BruteForce.create()),
                Study.minimise("loss").withSpace(Space.of(few)).withParallel(3))) {
            StudyResult result = study.withPruner(Halving.of(9)).run(Budget.unlimited(), trial -> {
                for (int step = 1; step <= 9; step++) {
                    trial.report(step, trial.get(few));
                    if (trial.isPruned()) {
                        return trial.pruned();
                    }
                }
                return trial.get(few);
            });

            assertThat(result.trials()).hasSize(5 + 2 + 1);
            assertThat(result.best().get(few)).isEqualTo(1);
        }
    }

    @Test
    void halving_goes_on_without_those_that_fail() {
        Halving halving = Halving.of(9);
        StudyResult result = Study.minimise("loss").withPruner(halving).withParallel(2).run(Budget.trials(13), trial -> {
            if (trial.number() % 4 != 1) {
                throw new IllegalStateException("no");
            }
            return toNine(trial);
        });

        assertThat(IntStream.range(9, 11).mapToObj(i -> result.trial(i).continues())).doesNotContain(OptionalInt.empty()).doesNotHaveDuplicates();
        assertThat(result.trial(11).continues()).hasValue(9); // 1 and 5 came to the first rung and both went on; of these 10 failed
        assertThat(result.trial(12).continues()).isEmpty();
    }

    @Test
    void patience_around_another_lets_it_see_all_goals() {
        Objectives objective = trial -> {
            double x = trial.get(X);
            trial.report(1, x, 1 - x);
            return trial.isPruned() ? new double[] {trial.pruned(), 0} : new double[] {x, 1 - x};
        };
        StudyResult alone = Study.of(Goal.minimise("a"), Goal.minimise("b")).withPruner(SuccessiveHalving.create())
                .runMany(Budget.trials(20), objective);
        StudyResult around = Study.of(Goal.minimise("a"), Goal.minimise("b"))
                .withPruner(PatiencePruner.of(0).around((history, steps, losses) -> true)).runMany(Budget.trials(20), objective);

        assertThat(alone.trials()).allMatch(trial -> trial.state() == TrialState.COMPLETE); // none beats another in both
        assertThat(around.trials()).allMatch(trial -> trial.state() == TrialState.COMPLETE); // one report is none to be late after
    }
}
