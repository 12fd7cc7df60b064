package org.librate.tuning.study;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.librate.core.Check;
import org.librate.core.learn.ClassCounts;
import org.librate.core.learn.Estimator;
import org.librate.core.learn.Model;
import org.librate.core.metric.Metric;
import org.librate.core.table.Table;
import org.librate.tuning.search.Plan;
import org.librate.tuning.search.Settings;
import org.librate.tuning.split.Fold;
import org.librate.tuning.split.Splitter;
import org.librate.tuning.study.pruner.Halving;

/**
 * A study whose trials are settings of an estimator, each judged over the folds of a cross-validation: what {@link org.librate.tuning.search.Search}
 * does with settings that are known beforehand, with all that a study has. Made by {@link Study#overFolds}.
 *
 * <pre>{@code
 * FoldedStudy folded = Study.maximise("F1").withSampler(Tpe.create()).overFolds(StratifiedKFold.of(5).withSeed(1), F1.metric());
 * FoldedResult<?> result = folded.run(Budget.trials(50), settings -> pipeline(settings.get(penalty)), table);
 * Model model = result.refit();
 * }</pre>
 *
 * <p>The folds of a trial run one after another, so that a losing trial can be spared the others; trials run side by side as the study says. What the
 * best settings reached flatters them: for what to expect of new rows, cross-validate the study as a whole, see {@link #over}.
 */
public final class FoldedStudy {

    private static final String NAME = "FoldedStudy";

    private final Study study;
    private final Splitter splitter;
    private final List<Metric> metrics;
    private final boolean trainScores;
    private final @Nullable Comparator<Settings> simplest;

    private final @Nullable RowShares shares;

    private FoldedStudy(Study study, Splitter splitter, List<Metric> metrics, boolean trainScores, @Nullable Comparator<Settings> simplest,
            @Nullable RowShares shares) {
        this.study = study;
        this.splitter = splitter;
        this.metrics = metrics;
        this.trainScores = trainScores;
        this.simplest = simplest;
        this.shares = shares;
    }

    static FoldedStudy of(Study study, List<Goal> goals, Splitter splitter, Metric... metrics) {
        Check.require(metrics.length > 0, NAME, "needs at least one metric", "none");
        Check.require(Arrays.stream(metrics).distinct().count() == metrics.length, NAME, "every metric may be named once", Arrays.toString(metrics));
        Check.require(goals.size() == 1 && goals.get(0).maximised() == metrics[0].higherIsBetter(), NAME,
                "the study needs one goal, better where " + metrics[0].name() + " is", goals);
        return new FoldedStudy(study.over(over(splitter, List.of(metrics))), splitter, List.of(metrics), false, null, null);
    }

    private static String over(Splitter splitter, List<Metric> metrics) {
        return Entries.named(splitter) + ", " + String.join(", ", metrics.stream().map(Metric::name).toList());
    }

    /**
     * Trials learn from shares of each fold's training rows first: with 1, 3, 9 from a ninth, from a third, and from all of them. The mean over the
     * folds is reported with each share, at the steps 1, 3 and 9 (instead of each fold's value), so that a pruner such as {@link
     * org.librate.tuning.study.pruner.SuccessiveHalving} with promotion spares losing settings the larger ones. Every trial has the same rows,
     * smaller shares are parts of larger ones with the classes in about their shares, and all are judged on all test rows.
     */
    public FoldedStudy withRowShares(int... parts) {
        RowShares rising = new RowShares(parts);
        Check.require(!(study.pruner() instanceof Halving halving) || Arrays.equals(halving.steps(), parts), NAME,
                "a study that is halved has shares of its rungs", Arrays.toString(parts), "Leave withRowShares(..) out.");
        return new FoldedStudy(study.over(over(splitter, metrics) + ", row shares " + rising), splitter, metrics, trainScores, simplest, rising);
    }

    /**
     * So many settings learn from a small share of the rows, the best third of them from three times as many, and so on until the last learn from all
     * rows, see {@link #withRowShares}.
     *
     * <pre>{@code
     * Halving halving = Halving.of(27);
     * FoldedResult<?> result = folded.withHalving(halving).run(halving.budget(), plan, table);
     * }</pre>
     */
    public FoldedStudy withHalving(Halving halving) {
        Check.require(study.pruner() == null, NAME, "a study that is halved has no other pruner", String.valueOf(study.pruner()),
                "Leave withPruner(..) out, or use withRowShares(1, 3, 9) with it.");
        Check.require(shares == null, NAME, "a study that is halved has shares of its rungs", String.valueOf(shares), "Leave withRowShares(..) out.");
        return new FoldedStudy(study.withPruner(halving), splitter, metrics, trainScores, simplest, shares).withRowShares(halving.steps());
    }

    /** Whether metrics are also computed on the rows learned from; their means are notes of the trial, as in {@code "train F1"}. */
    public FoldedStudy withTrainScores(boolean wanted) {
        return new FoldedStudy(study, splitter, metrics, wanted, simplest, shares);
    }

    /**
     * Not the best settings, but the simplest among those that are no more than one standard error of the best mean away from it: differences of that
     * size are noise. The simplest are first by this order.
     */
    public FoldedStudy withinOneStandardError(Comparator<Settings> simplestFirst) {
        return new FoldedStudy(study, splitter, metrics, trainScores, simplestFirst, shares);
    }

    /** Runs trials until the budget is used up. What the plan asks its settings for is what is searched, unless the study has a declared space. */
    public <M extends Model> FoldedResult<M> run(Budget budget, Plan<M> plan, Table rows) {
        Check.require(rows.target().isPresent(), NAME, "needs rows with a target", rows, "Use withTarget(name).");
        if (study.pruner() instanceof Halving halving) {
            Check.require(budget.trials() >= halving.budget().trials(), NAME, "a round of " + halving + " needs " + halving.budget(), budget,
                    "Use budget() of the halving.");
        }
        List<Fold> folds = splitter.folds(rows);
        RowShares parts = shares;
        List<List<Fold>> shared = parts == null ? List.of(folds) : parts.folds(folds, rows);
        StudyResult result = study.run(budget, trial -> {
            FoldedTrial<M> folded = new FoldedTrial<>(trial, plan, rows, metrics, trainScores);
            return parts == null ? folded.overFolds(folds) : folded.overShares(shared, parts);
        });
        return new FoldedResult<>(result, metrics.get(0), Optional.ofNullable(simplest), folds.size(), parts != null, plan, rows);
    }

    /**
     * This study as an estimator: it runs on the training rows, and then learns from all of these by the best settings. Each fit is a study of its
     * own, which is remembered in no journal.
     *
     * <pre>{@code
     * CrossValidation.of(StratifiedKFold.of(5).withSeed(2)).metrics(F1.metric()).run(folded.over(Budget.trials(30), plan), table);
     * }</pre>
     */
    public <M extends Model> Estimator<TunedModel<M>> over(Budget budget, Plan<M> plan) {
        FoldedStudy folded = this;
        return new Estimator<>() {
            @Override
            public TunedModel<M> fit(Table train) {
                FoldedResult<M> result = anew().run(budget, plan, train);
                return new TunedModel<>(result.refit(), result, train);
            }

            @Override
            public TunedModel<M> fit(Table train, Table validation) {
                FoldedResult<M> result = anew().run(budget, plan, train);
                return new TunedModel<>(plan.with(result.best()).fit(train, validation), result, train);
            }

            @Override
            public Optional<ClassCounts> learnedCounts(Table train, Optional<Table> validation, TunedModel<M> tuned) {
                return plan.with(tuned.settings()).learnedCounts(train, validation, tuned.model());
            }

            private FoldedStudy anew() {
                return new FoldedStudy(study.forgotten(), splitter, metrics, trainScores, simplest, shares);
            }

            @Override
            public String toString() {
                return folded.toString();
            }
        };
    }

    @Override
    public String toString() {
        return study + ".overFolds(" + splitter + ", " + String.join(", ", metrics.stream().map(Metric::name).toList()) + ")"
                + (shares == null ? "" : ".withRowShares(" + shares.toString().replaceAll("[\\[\\]]", "") + ")");
    }
}
