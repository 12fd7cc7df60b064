package org.librate.tuning.study;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.librate.core.Check;
import org.librate.core.kernel.Width;
import org.librate.core.learn.Estimator;
import org.librate.core.learn.Model;
import org.librate.core.metric.Metric;
import org.librate.core.table.Table;
import org.librate.tuning.Threads;
import org.librate.tuning.search.Plan;
import org.librate.tuning.search.Settings;
import org.librate.tuning.split.Fold;
import org.librate.tuning.split.Splitter;
import org.librate.tuning.validation.CrossValidation;
import org.librate.tuning.validation.CvResult;

/**
 * A study whose trials are settings of an estimator, each judged over the folds of a cross-validation: what {@link org.librate.tuning.search.Search}
 * does with settings that
 * are known beforehand, with all that a study has. Made by {@link Study#overFolds}.
 *
 * <pre>{@code
 * FoldedStudy folded = Study.maximise("F1").withSampler(Tpe.create()).overFolds(StratifiedKFold.of(5).withSeed(1), F1.metric());
 * FoldedResult<?> result = folded.run(Budget.trials(50), settings -> pipeline(settings.get(penalty)), table);
 * Model model = result.refit();
 * }</pre>
 *
 * <p>The folds of a trial run one after another, so that a losing trial can be spared the others; trials run side by side as the study says. What the
 * best settings
 * reached flatters them: for what to expect of new rows, cross-validate the study as a whole, see {@link #over}.
 */
public final class FoldedStudy {

    private static final String NAME = "FoldedStudy";

    private final Study study;
    private final Splitter splitter;
    private final List<Metric> metrics;
    private final boolean trainScores;
    private final @Nullable Comparator<Settings> simplest;

    private FoldedStudy(Study study, Splitter splitter, List<Metric> metrics, boolean trainScores, @Nullable Comparator<Settings> simplest) {
        this.study = study;
        this.splitter = splitter;
        this.metrics = metrics;
        this.trainScores = trainScores;
        this.simplest = simplest;
    }

    static FoldedStudy of(Study study, List<Goal> goals, Splitter splitter, Metric... metrics) {
        Check.require(metrics.length > 0, NAME, "needs at least one metric", "none");
        Check.require(Arrays.stream(metrics).distinct().count() == metrics.length, NAME, "every metric may be named once", Arrays.toString(metrics));
        Check.require(goals.size() == 1 && goals.get(0).maximised() == metrics[0].higherIsBetter(), NAME,
                "the study needs one goal, better where " + metrics[0].name() + " is", goals);
        return new FoldedStudy(study, splitter, List.of(metrics), false, null);
    }

    /** Whether metrics are also computed on the rows learned from; their means are notes of the trial, as in {@code "train F1"}. */
    public FoldedStudy withTrainScores(boolean wanted) {
        return new FoldedStudy(study, splitter, metrics, wanted, simplest);
    }

    /**
     * Not the best settings, but the simplest among those that are no more than one standard error of the best mean away from it: differences of that
     * size are noise.
     * The simplest are first by this order.
     */
    public FoldedStudy withinOneStandardError(Comparator<Settings> simplestFirst) {
        return new FoldedStudy(study, splitter, metrics, trainScores, simplestFirst);
    }

    /** Runs trials until the budget is used up. What the plan asks its settings for is what is searched, unless the study has a declared space. */
    public <M extends Model> FoldedResult<M> run(Budget budget, Plan<M> plan, Table rows) {
        Check.require(rows.target().isPresent(), NAME, "needs rows with a target", rows, "Use withTarget(name).");
        List<Fold> folds = splitter.folds(rows);
        StudyResult result = study.run(budget, trial -> objective(trial, plan, rows, folds));
        return new FoldedResult<>(result, metrics.get(0), Optional.ofNullable(simplest), folds.size(), plan, rows);
    }

    private <M extends Model> double objective(Trial trial, Plan<M> plan, Table rows, List<Fold> folds) {
        Settings settings = trial.settings().orAsk(trial::get);
        double[] sums = new double[metrics.size()];
        double[] trainSums = new double[metrics.size()];
        for (int i = 0; i < folds.size(); i++) {
            Fold fold = folds.get(i);
            CrossValidation one = CrossValidation.of(all -> List.of(fold)).metrics(metrics.toArray(Metric[]::new))
                    .withTrainScores(trainScores).withScores(false)
                    .threads(Threads.serial().withWidth(width()));
            CvResult<M> values = one.run(train -> plan.with(settings).fit(train), rows);
            for (int metric = 0; metric < sums.length; metric++) {
                sums[metric] += values.values(metrics.get(metric))[0];
                trainSums[metric] += trainScores ? values.trainValues(metrics.get(metric))[0] : 0;
            }
            trial.report(i + 1, values.values(metrics.get(0))[0]);
            if (i + 1 < folds.size() && trial.isPruned()) {
                return trial.pruned();
            }
        }
        for (int metric = 0; metric < sums.length; metric++) {
            if (metric > 0) {
                trial.note(metrics.get(metric).name(), sums[metric] / folds.size());
            }
            if (trainScores) {
                trial.note("train " + metrics.get(metric).name(), trainSums[metric] / folds.size());
            }
        }
        return sums[0] / folds.size();
    }

    /** The width of the trial that asks is that of its fits. */
    private static int width() {
        return Math.max(1, Width.limit());
    }

    /**
     * This study as an estimator: it runs on the training rows, and then learns from all of these by the best settings. Each fit is a study of its
     * own, which is
     * remembered in no journal.
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

            private FoldedStudy anew() {
                return new FoldedStudy(study.forgotten(), splitter, metrics, trainScores, simplest);
            }

            @Override
            public String toString() {
                return folded.toString();
            }
        };
    }

    @Override
    public String toString() {
        return study + ".overFolds(" + splitter + ", " + String.join(", ", metrics.stream().map(Metric::name).toList()) + ")";
    }
}
