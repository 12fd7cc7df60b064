package org.librate.tuning.validation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.librate.core.Check;
import org.librate.core.Shape;
import org.librate.core.ShapeException;
import org.librate.core.Tensor;
import org.librate.core.learn.Estimator;
import org.librate.core.learn.Model;
import org.librate.core.learn.SeenRows;
import org.librate.core.metric.Accuracy;
import org.librate.core.metric.Metric;
import org.librate.core.table.Table;
import org.librate.metrics.classification.DecisionMetric;
import org.librate.tuning.Threads;
import org.librate.tuning.Wrapped;
import org.librate.tuning.split.Fold;
import org.librate.tuning.split.Splitter;

/**
 * Fits an estimator anew on the training rows of each fold, and judges it on the fold's test rows. Give it the whole {@code Pipeline}: what was
 * scaled, selected or resampled before has seen the test rows.
 *
 * <pre>{@code
 * CvResult<?> result = CrossValidation
 *         .of(StratifiedKFold.of(5).withSeed(42))
 *         .metrics(PrAuc.metric(), MacroF1.metric())
 *         .run(pipeline, table);
 * System.out.println(result.table());          // a row for each metric: mean ± deviation, and every fold
 * }</pre>
 *
 * <p>Folds run side by side, with the same results as one after another. An estimator may be a search or choose a threshold itself: as it does so on
 * each fold's training rows anew, what comes out is the nested cross-validation.
 */
public final class CrossValidation {

    private static final String NAME = "CrossValidation";

    private final Splitter splitter;
    private final List<Metric> metrics;
    private final Threads threads;
    private final boolean trainScores;
    private final boolean keepModels;
    private final boolean keepScores;
    private final FailedFolds failed;

    private CrossValidation(Splitter splitter, List<Metric> metrics, Threads threads, boolean trainScores, boolean keepModels, boolean keepScores,
            FailedFolds failed) {
        this.splitter = splitter;
        this.metrics = metrics;
        this.threads = threads;
        this.trainScores = trainScores;
        this.keepModels = keepModels;
        this.keepScores = keepScores;
        this.failed = failed;
    }

    public static CrossValidation of(Splitter splitter) {
        return new CrossValidation(splitter, List.of(), Threads.all(), false, false, true, FailedFolds.FAIL);
    }

    /** What is measured; at least one. */
    public CrossValidation metrics(Metric... metrics) {
        Check.require(metrics.length > 0, NAME, "needs at least one metric", "none");
        Check.require(Arrays.stream(metrics).distinct().count() == metrics.length, NAME, "every metric may be named once", Arrays.toString(metrics));
        return new CrossValidation(splitter, List.of(metrics), threads, trainScores, keepModels, keepScores, failed);
    }

    /** How folds run side by side: as many as there are cores unless said otherwise. */
    public CrossValidation threads(Threads threads) {
        return new CrossValidation(splitter, metrics, threads, trainScores, keepModels, keepScores, failed);
    }

    /** Whether the metrics are also computed on the rows learned from: to see how much is learned by heart. */
    public CrossValidation withTrainScores(boolean wanted) {
        return new CrossValidation(splitter, metrics, threads, wanted, keepModels, keepScores, failed);
    }

    /** Whether the fitted models are kept. */
    public CrossValidation withModels(boolean wanted) {
        return new CrossValidation(splitter, metrics, threads, trainScores, wanted, keepScores, failed);
    }

    /**
     * Whether the scores of the test rows are kept, as they are unless said otherwise: who validates a thousand settings has no use for all of them.
     */
    public CrossValidation withScores(boolean wanted) {
        return new CrossValidation(splitter, metrics, threads, trainScores, keepModels, wanted, failed);
    }

    /** What happens when a fold fails: the error is thrown, unless said otherwise. */
    public CrossValidation onFailure(FailedFolds failed) {
        return new CrossValidation(splitter, metrics, threads, trainScores, keepModels, keepScores, failed);
    }

    public List<Metric> metrics() {
        return metrics;
    }

    /** Validates an estimator on rows with a target. */
    public <M extends Model> CvResult<M> run(Estimator<M> estimator, Table rows) {
        Check.require(!metrics.isEmpty(), NAME, "needs at least one metric", "none", "Use metrics(..).");
        Check.require(rows.target().isPresent(), NAME, "needs rows with a target", rows, "Use withTarget(name).");
        List<Fold> folds = splitter.folds(rows);
        List<Scored<M>> scored = threads.run(folds.size(), number -> one(estimator, rows, number, folds.get(number)));
        OutOfFold outOfFold = new OutOfFold(rows.rows());
        List<FoldResult<M>> results = new ArrayList<>();
        for (Scored<M> one : scored) {
            results.add(one.result());
            if (keepScores && one.scores() != null) {
                outOfFold.add(one.result().fold().test(), one.scores());
            }
        }
        return new CvResult<>(metrics, results, keepScores ? outOfFold.mean() : null, outOfFold.times);
    }

    /** Validates two estimators on the same folds, and compares them. */
    public <A extends Model, B extends Model> Comparison<A, B> compare(Estimator<A> first, Estimator<B> second, Table rows) {
        return new Comparison<>(run(first, rows), run(second, rows));
    }

    private record Scored<M extends Model>(FoldResult<M> result, @Nullable Tensor scores) {
    }

    private <M extends Model> Scored<M> one(Estimator<M> estimator, Table rows, int number, Fold fold) {
        try {
            return fitted(estimator, rows, number, fold);
        } catch (RuntimeException e) {
            if (failed == FailedFolds.FAIL) {
                throw new IllegalStateException(NAME + ": fold " + number + " of " + splitter + " failed: " + e.getMessage()
                        + " Use onFailure(FailedFolds.RECORD) to go on without it.", e);
            }
            Map<Metric, Double> none = new LinkedHashMap<>();
            metrics.forEach(metric -> none.put(metric, Double.NaN));
            return new Scored<>(new FoldResult<>(number, fold, none, trainScores ? none : Map.of(), 0, 0, Optional.empty(), Optional.of(e)), null);
        }
    }

    private <M extends Model> Scored<M> fitted(Estimator<M> estimator, Table rows, int number, Fold fold) {
        Table train = rows.rows(fold.train());
        Table test = rows.rows(fold.test());
        checkUnseen(SeenRows.of(train), test);
        long start = System.nanoTime();
        M model = estimator.fit(train);
        long end = System.nanoTime();
        checkUnseen(Wrapped.seenBy(model), test);
        Tensor scores = model.scores(test);
        Map<Metric, Double> values = values(model, scores, test);
        double scoreSeconds = (System.nanoTime() - end) / 1e9;
        Map<Metric, Double> trainValues = trainScores ? values(model, model.scores(train), train) : Map.of();
        Optional<M> kept = keepModels ? Optional.of(model) : Optional.empty();
        return new Scored<>(new FoldResult<>(number, fold, values, trainValues, (end - start) / 1e9, scoreSeconds, kept, Optional.empty()), scores);
    }

    /** The same row may come twice in a table, in a training part and in a test part: that is a leak too. */
    private static void checkUnseen(SeenRows learned, Table test) {
        int[] seen = learned.among(test);
        Check.require(seen.length == 0, NAME, "no step may learn from a test row",
                seen.length + " of " + test.rows() + " test rows that are learned from",
                "Rows that occur several times belong into one group: use GroupKFold.");
    }

    private Map<Metric, Double> values(Model model, Tensor scores, Table rows) {
        if (scores.rank() == 0 || scores.dim(0) != rows.rows()) {
            throw new ShapeException("Model", "must give scores for each of " + rows.rows() + " rows", "", scores.shape());
        }
        Tensor targets = rows.targets();
        Tensor weights = rows.weights().map(column -> Tensor.of(floats(column.toArray()))).orElse(null);
        // What was decided is the largest score, but for a model with a threshold.
        Tensor decided = model.decidesItself() ? model.predict(rows) : scores;
        Map<Metric, Double> values = new LinkedHashMap<>();
        for (Metric metric : metrics) {
            Metric.Tally tally = metric.start();
            tally.add(metric instanceof DecisionMetric || metric instanceof Accuracy ? decided : scores, targets, weights);
            values.put(metric, tally.value());
        }
        return values;
    }

    private static float[] floats(double[] values) {
        float[] floats = new float[values.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) values[i];
        }
        return floats;
    }

    /** Adds up the scores of the rows as they are tested. */
    private static final class OutOfFold {

        private final int[] times;
        private double[] sums = {};
        private @Nullable Shape row;

        OutOfFold(int rows) {
            this.times = new int[rows];
        }

        void add(int[] rows, Tensor scores) {
            Shape one = scores.shape().slice(1, scores.rank());
            if (row == null) {
                row = one;
                sums = new double[Math.multiplyExact(times.length, (int) one.size())];
            } else if (!row.equals(one)) {
                throw new ShapeException(NAME, "the models of all folds must give scores of one shape", "", row, one);
            }
            float[] values = scores.toArray();
            int size = (int) one.size();
            for (int i = 0; i < rows.length; i++) {
                times[rows[i]]++;
                for (int j = 0; j < size; j++) {
                    sums[rows[i] * size + j] += values[i * size + j];
                }
            }
        }

        Tensor mean() {
            int size = row == null ? 1 : (int) row.size();
            float[] means = new float[times.length * size];
            for (int i = 0; i < means.length; i++) {
                means[i] = times[i / size] == 0 ? Float.NaN : (float) (sums[i] / times[i / size]);
            }
            return Tensor.of((row == null ? Shape.scalar() : row).prepend(times.length), means);
        }
    }

    @Override
    public String toString() {
        return NAME + "[" + splitter + ", " + metrics.stream().map(Metric::name).toList() + "]";
    }
}
