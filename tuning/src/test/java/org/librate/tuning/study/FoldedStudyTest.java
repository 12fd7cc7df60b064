package org.librate.tuning.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.learn.ClassCounts;
import org.librate.core.learn.Estimator;
import org.librate.core.learn.Model;
import org.librate.core.metric.Accuracy;
import org.librate.core.metric.Metric;
import org.librate.core.metric.Mse;
import org.librate.core.random.RandomSource;
import org.librate.core.random.RandomStream;
import org.librate.core.table.NumericColumn;
import org.librate.core.table.Table;
import org.librate.tuning.Threads;
import org.librate.tuning.search.Param;
import org.librate.tuning.search.Plan;
import org.librate.tuning.search.Search;
import org.librate.tuning.search.SearchResult;
import org.librate.tuning.search.Settings;
import org.librate.tuning.split.KFold;
import org.librate.tuning.split.NestedShares;
import org.librate.tuning.study.pruner.Halving;
import org.librate.tuning.study.pruner.SuccessiveHalving;
import org.librate.tuning.study.pruner.WilcoxonPruner;
import org.librate.tuning.study.sampler.BruteForce;
import org.librate.tuning.study.sampler.Grid;
import org.librate.tuning.study.sampler.RandomSampler;
import org.librate.tuning.study.sampler.Tpe;
import org.librate.tuning.validation.CrossValidation;
import org.librate.tuning.validation.CvResult;

class FoldedStudyTest {

    private static final Param<Double> PENALTY = Param.logUniform("penalty", 1e-3, 1e3);
    private static final Param<Boolean> SHIFT = Param.flag("shift");
    private static final Metric MSE = Mse.metric();

    /** y = 3 + 2x + noise. */
    private static Table table() {
        RandomStream random = RandomSource.of(1).stream("x").at(0);
        double[] x = new double[40];
        double[] y = new double[40];
        for (int i = 0; i < x.length; i++) {
            x[i] = random.normal(i);
            y[i] = 3 + 2 * x[i] + random.normal(1000 + i);
        }
        return Table.of(NumericColumn.of("x", x), NumericColumn.of("y", y)).withTarget("y");
    }

    /** Ridge regression on one column: of how much it is shrunk, which is asked for only if it has a shift. */
    private static Estimator<Model> ridge(Settings settings) {
        boolean shifted = settings.get(SHIFT);
        double penalty = shifted ? settings.get(PENALTY) : 0;
        return train -> {
            double[] x = train.numeric("x").toArray();
            double[] y = train.numeric("y").toArray();
            double shift = 0;
            for (double value : y) {
                shift += shifted ? value / y.length : 0;
            }
            double xy = 0;
            double xx = penalty;
            for (int i = 0; i < x.length; i++) {
                xy += x[i] * (y[i] - shift);
                xx += x[i] * x[i];
            }
            double slope = xy / xx;
            double start = shift;
            return new Model() {
                @Override
                public Tensor scores(Table rows) {
                    double[] inputs = rows.numeric("x").toArray();
                    float[] scores = new float[inputs.length];
                    for (int i = 0; i < scores.length; i++) {
                        scores[i] = (float) (start + slope * inputs[i]);
                    }
                    return Tensor.of(Shape.of(scores.length), scores);
                }

                @Override
                public List<String> classNames() {
                    return List.of();
                }
            };
        };
    }

    private static final Plan<Model> PLAN = FoldedStudyTest::ridge;

    private static Study study() {
        return Study.minimise("error").withSeed(2);
    }

    @Test
    void values_are_those_of_a_cross_validation() {
        FoldedResult<Model> result = study().overFolds(KFold.of(5), MSE).run(Budget.trials(12), PLAN, table());

        assertThat(result.best().get(SHIFT)).isTrue();
        assertThat(result.study().trials()).anyMatch(trial -> !trial.settings().has(PENALTY)).anyMatch(trial -> trial.settings().has(PENALTY));
        for (TrialResult trial : result.study().trials()) {
            CvResult<Model> whole = CrossValidation.of(KFold.of(5)).metrics(MSE).run(ridge(trial.settings()), table());
            assertThat(result.values(trial)).isEqualTo(whole.values(MSE));
            assertThat(trial.value()).isCloseTo(whole.mean(MSE), within(1e-12));
            assertThat(result.standardError(trial)).isCloseTo(whole.standardError(MSE), within(1e-12));
        }
        assertThat(result.refit().scores(table()).dim(0)).isEqualTo(40);
        assertThat(result.table()).contains("over 5 folds").contains("shift=true");
    }

    @Test
    void finds_what_a_search_finds() {
        Param<Double> few = Param.uniform("few", 0, 30).withStep(10);
        Plan<Model> plan = settings -> ridge(Settings.none().with(SHIFT, true).with(PENALTY, settings.get(few) + 0.01));
        SearchResult<Model> search = Search.grid(few).folds(KFold.of(4)).metrics(MSE).run(plan, table());
        FoldedResult<Model> result = study().withSampler(BruteForce.create()).overFolds(KFold.of(4), MSE).run(Budget.unlimited(), plan, table());

        assertThat(result.best()).isEqualTo(search.best());
        assertThat(result.bestTrial().value()).isCloseTo(search.bestTrial().result().mean(MSE), within(1e-12));
    }

    @Test
    void the_simplest_within_one_standard_error_is_chosen() {
        FoldedStudy folded = study().withFixed(SHIFT, true).overFolds(KFold.of(5), MSE);
        FoldedResult<Model> best = folded.run(Budget.trials(20), PLAN, table());
        FoldedResult<Model> simple = folded.withinOneStandardError(Comparator.comparing(settings -> -settings.get(PENALTY))).run(Budget.trials(20),
                PLAN, table());

        assertThat(simple.best().get(PENALTY)).isGreaterThan(best.best().get(PENALTY));
        assertThat(simple.bestTrial().value()).isLessThanOrEqualTo(best.bestTrial().value() + best.standardError(best.bestTrial()));
    }

    @Test
    void losing_trials_are_spared_folds() {
        FoldedResult<Model> result = study().withPruner(WilcoxonPruner.create()).overFolds(KFold.of(8), MSE).run(Budget.trials(20), PLAN, table());

        assertThat(result.study().trials()).anyMatch(trial -> trial.state() == TrialState.PRUNED && trial.reports() < 8);
        assertThat(result.best().get(SHIFT)).isTrue();
    }

    @Test
    void train_scores_and_other_metrics_are_notes(@TempDir Path folder) {
        FoldedStudy folded = study().withJournal(folder.resolve("study.jsonl")).overFolds(KFold.of(5), MSE).withTrainScores(true);
        folded.run(Budget.trials(3), PLAN, table());
        FoldedResult<Model> again = study().withJournal(folder.resolve("study.jsonl")).overFolds(KFold.of(5),
                MSE).withTrainScores(true).run(Budget.trials(3), PLAN, table());
        TrialResult trial = again.study().trial(0);

        assertThat(trial.notes()).containsOnlyKeys("train " + MSE.name());
        assertThat(trial.notes().get("train " + MSE.name())).isGreaterThan(0);
        assertThat(again.study().rows().names()).contains("train " + MSE.name());
    }

    @Test
    void a_study_can_be_cross_validated_itself() {
        Estimator<TunedModel<Model>> tuned = study().overFolds(KFold.of(3), MSE).over(Budget.trials(8), PLAN);
        CvResult<TunedModel<Model>> outer = CrossValidation.of(KFold.of(4)).metrics(MSE).withModels(true).run(tuned, table());

        assertThat(outer.mean(MSE)).isBetween(0.3, 3.0);
        assertThat(outer.models()).hasSize(4).allMatch(model -> model.settings().get(SHIFT));
        assertThat(outer.models().get(0).result().study().trials()).hasSize(8);
    }

    @Test
    void a_goal_must_be_better_where_the_metric_is() {
        assertThatThrownBy(() -> study().overFolds(KFold.of(3), Accuracy.metric())).hasMessageContaining("better where");
        assertThatThrownBy(() -> study().overFolds(KFold.of(3))).hasMessageContaining("metric");
    }

    private static List<String> lines(FoldedResult<?> result) {
        return result.study().trials().stream().map(trial -> trial + " " + trial.continues() + " " + Arrays.toString(result.values(trial))).toList();
    }

    @Test
    void halving_learns_from_more_and_more_rows() {
        Halving halving = Halving.of(9);
        FoldedResult<Model> result = study().overFolds(KFold.of(4), MSE).withTrainScores(true).withHalving(halving)
                .run(halving.budget(), PLAN, table());
        List<TrialResult> trials = result.study().trials();
        List<TrialResult> first = trials.subList(0, 9).stream().sorted(Comparator.comparing(trial -> trial.report(0))).toList();

        assertThat(trials).hasSize(9 + 3 + 1);
        for (int i = 0; i < 3; i++) {
            assertThat(trials.get(9 + i).settings()).isEqualTo(first.get(i).settings());
            assertThat(trials.get(9 + i).reports()).isEqualTo(2);
        }
        NestedShares shares = NestedShares.of(KFold.of(4).folds(table()), table(), RandomSource.of(0).stream("row shares"));
        for (TrialResult trial : trials) {
            double share = trial.reportStep(trial.reports() - 1) / 9.0;
            CvResult<Model> same = CrossValidation.of(rows -> shares.folds(share)).metrics(MSE).run(ridge(trial.settings()), table());
            assertThat(result.values(trial)).isEqualTo(same.values(MSE));
            assertThat(trial.report(trial.reports() - 1)).isCloseTo(same.mean(MSE), within(1e-12));
        }
        CvResult<Model> whole = CrossValidation.of(KFold.of(4)).metrics(MSE).run(ridge(result.best()), table());
        assertThat(result.bestTrial().number()).isEqualTo(12);
        assertThat(result.bestTrial().value()).isCloseTo(whole.mean(MSE), within(1e-12));
        assertThat(result.standardError(result.bestTrial())).isCloseTo(whole.standardError(MSE), within(1e-12));
        assertThat(result.bestTrial().notes()).containsKeys("train " + MSE.name(), "fold 1", "fold 4");
        assertThat(result.refit().scores(table()).dim(0)).isEqualTo(40);
    }

    @Test
    void halving_is_the_same_on_any_number_of_threads_and_after_an_interruption(@TempDir Path folder) {
        Halving halving = Halving.of(12).withFactor(2).withRungs(3);
        for (Sampler sampler : List.of(RandomSampler.create(), Tpe.create().withStartup(3), Grid.withPoints(4))) {
            Study study = study().withSampler(sampler).withParallel(3).withSpace(Space.of(SHIFT).when(SHIFT, true, PENALTY));
            List<String> whole = lines(study.withThreads(Threads.serial()).overFolds(KFold.of(4), MSE).withHalving(halving)
                    .run(halving.budget(), PLAN, table()));
            assertThat(lines(study.withThreads(Threads.parallel(3)).overFolds(KFold.of(4), MSE).withHalving(halving).run(halving.budget(), PLAN,
                    table()))).isEqualTo(whole);

            for (int stop : new int[] {5, whole.size() * 3, whole.size() * 4 - 5}) { // in the first round, the second and the last
                Study lasting = study.withJournal(folder.resolve(sampler.getClass().getSimpleName() + stop)).onFailure(FailurePolicy.stop());
                AtomicInteger fits = new AtomicInteger();
                assertThatThrownBy(() -> lasting.overFolds(KFold.of(4), MSE).withHalving(halving).run(halving.budget(), settings -> {
                    if (fits.incrementAndGet() > stop) {
                        throw new IllegalStateException("power failure");
                    }
                    return ridge(settings);
                }, table())).hasStackTraceContaining("power failure");

                assertThat(lines(lasting.overFolds(KFold.of(4), MSE).withHalving(halving).run(halving.budget(), PLAN, table()))).isEqualTo(whole);
            }
        }
    }

    @Test
    void a_pruner_may_compare_shares_of_rows() {
        FoldedResult<Model> result = study().withPruner(SuccessiveHalving.create().withFactor(3).withPromotion(true)).overFolds(KFold.of(4), MSE)
                .withRowShares(1, 3, 9).run(Budget.trials(30), PLAN, table());

        assertThat(result.study().trials()).anyMatch(trial -> trial.state() == TrialState.PRUNED && trial.reports() == 1)
                .anyMatch(trial -> trial.state() == TrialState.PRUNED && trial.reports() == 2);
        assertThat(result.best().get(SHIFT)).isTrue();
        assertThat(result.bestTrial().reportStep(result.bestTrial().reports() - 1)).isEqualTo(9);
    }

    @Test
    void halving_says_what_it_needs() {
        FoldedStudy folded = study().overFolds(KFold.of(4), MSE);
        assertThatThrownBy(() -> folded.withHalving(Halving.of(27)).run(Budget.trials(27), PLAN, table())).hasMessageContaining("Budget[40 trials]")
                .hasMessageContaining("budget()");
        assertThatThrownBy(() -> folded.withHalving(Halving.of(81)).run(Halving.of(81).budget(), PLAN, table())).hasMessageContaining("fewer rungs");
        assertThatThrownBy(() -> study().withPruner(WilcoxonPruner.create()).overFolds(KFold.of(4), MSE).withHalving(Halving.of(9)))
                .hasMessageContaining("no other pruner");
        assertThatThrownBy(() -> folded.withRowShares(1, 1)).hasMessageContaining("must rise");
        assertThat(folded.withHalving(Halving.of(9))).hasToString(
                study().withPruner(Halving.of(9)).overFolds(KFold.of(4), MSE) + ".withRowShares(1, 3, 9)");
    }

    @Test
    void a_halved_study_can_be_cross_validated_itself() {
        Halving halving = Halving.of(4).withFactor(2);
        Estimator<TunedModel<Model>> tuned = study().overFolds(KFold.of(3), MSE).withHalving(halving).over(halving.budget(), PLAN);

        assertThat(CrossValidation.of(KFold.of(3)).metrics(MSE).run(tuned, table()).mean(MSE)).isBetween(0.3, 4.0);
    }

    @Test
    void what_is_wrong_with_the_study_ends_it() {
        assertThatThrownBy(() -> study().withSampler(BruteForce.create()).withParallel(2).overFolds(KFold.of(4), MSE)
                .run(Budget.trials(3), PLAN, table())).hasMessageContaining("Declare the space");
    }

    @Test
    void a_journal_remembers_the_folds(@TempDir Path folder) {
        Study study = study().withJournal(folder.resolve("study.jsonl"));
        study.overFolds(KFold.of(5), MSE).run(Budget.trials(2), PLAN, table());

        assertThatThrownBy(() -> study.overFolds(KFold.of(4), MSE).run(Budget.trials(3), PLAN, table()))
                .hasMessageContaining("whose folds is KFold[folds=5").hasMessageContaining("got KFold[folds=4");
        assertThatThrownBy(() -> study.run(Budget.trials(3), trial -> 1)).hasMessageContaining("got none");
    }

    @Test
    void a_tuned_estimator_learns_as_the_plan_does() {
        List<Integer> chosenBy = new ArrayList<>();
        Plan<Model> plan = settings -> new Estimator<>() {
            @Override
            public Model fit(Table train) {
                return ridge(settings).fit(train);
            }

            @Override
            public Model fit(Table train, Table validation) {
                chosenBy.add(validation.rows());
                return fit(train);
            }

            @Override
            public Optional<ClassCounts> learnedCounts(Table train, Optional<Table> validation, Model model) {
                return Optional.empty();
            }
        };
        Estimator<TunedModel<Model>> tuned = study().overFolds(KFold.of(3), MSE).over(Budget.trials(2), plan);
        TunedModel<Model> model = tuned.fit(table(), table().head(7));

        assertThat(chosenBy).containsExactly(7);
        assertThat(tuned.learnedCounts(table(), Optional.empty(), model)).isEmpty();
    }
}
