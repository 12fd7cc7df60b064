package org.librate.imbalance.report;

import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.librate.core.Check;
import org.librate.core.Tensor;
import org.librate.core.learn.Estimator;
import org.librate.core.learn.FittedPipeline;
import org.librate.core.learn.Model;
import org.librate.core.learn.SeenRows;
import org.librate.core.metric.Metric;
import org.librate.core.table.Table;
import org.librate.metrics.classification.DecisionMetric;
import org.librate.tuning.Wrapped;
import org.librate.tuning.threshold.Threshold;
import org.librate.tuning.validation.CrossValidation;
import org.librate.tuning.validation.CvResult;

/**
 * One way of learning on one fold. The cut-offs are chosen by scores that models of parts of the training rows gave to the other training rows; the
 * test rows are scored once, by the model of all training rows, after that.
 *
 * @param asAnswered what was measured where answers are the model's own
 * @param atThreshold the same where answers are by the cut-off that was chosen for the measure; as answered if none was
 */
record OneFold(Map<Measure, Double> asAnswered, Map<Measure, Double> atThreshold) {

    private static final double SUM_TOLERANCE = 1e-3;

    /**
     * Learns and measures.
     *
     * @param inner the folds of training rows to choose cut-offs over; null for answers of the model's own alone
     * @param rawAnswers whether the model's own answers are those for classes as frequent as they were made
     */
    static <M extends Model> OneFold run(Estimator<M> estimator, Table train, Table test, int rare, @Nullable CrossValidation inner,
            boolean rawAnswers) {
        check(SeenRows.of(train), test);
        Map<Measure, Threshold> cuts = new EnumMap<>(Measure.class);
        int classes = train.classNames().size();
        if (inner != null) {
            CvResult<M> scored = inner.run(estimator, train);
            for (Measure measure : new Measure[] {Measure.F1_SCORE, Measure.GEOMETRIC_MEAN}) {
                cuts.put(measure, Threshold.maximizing(measure.decision(classes, rare)).overFolds(scored, train));
            }
        }
        M model = estimator.fit(train);
        check(Wrapped.seenBy(model), test);
        Tensor scores = model.scores(test);
        boolean corrected = model instanceof FittedPipeline<?> pipeline && pipeline.priorCorrection().isPresent();
        Tensor raw = corrected ? ((FittedPipeline<?>) model).rawScores(test) : scores;
        Tensor answers = rawAnswers && corrected ? raw : model.decidesItself() ? model.predict(test) : scores;
        boolean probable = model.assumesShares() && probabilities(raw, test.rows());
        Map<Measure, Double> asAnswered = new EnumMap<>(Measure.class);
        for (Measure measure : Measure.values()) {
            Metric metric = measure.metric(classes, rare);
            boolean ofRaw = measure == Measure.RAW_LOG_LOSS || measure == Measure.RAW_CALIBRATION_ERROR;
            boolean ofProbabilities = ofRaw || measure == Measure.LOG_LOSS || measure == Measure.CALIBRATION_ERROR;
            boolean defined = !ofProbabilities || probable && (corrected || !ofRaw);
            asAnswered.put(measure, defined ? value(metric, metric instanceof DecisionMetric ? answers : ofRaw ? raw : scores, test) : Double.NaN);
        }
        Map<Measure, Double> atThreshold = new EnumMap<>(asAnswered);
        cuts.forEach((measure, cut) -> atThreshold.put(measure, value(measure.metric(classes, rare), decided(scores, test.rows(), cut.cut()), test)));
        return new OneFold(asAnswered, atThreshold);
    }

    private static void check(SeenRows learned, Table test) {
        int[] seen = learned.isKnown() ? learned.among(test) : new int[0];
        Check.require(seen.length == 0, ImbalanceReport.NAME, "no way may learn from a test row", seen.length + " of " + test.rows() + " test rows",
                "Rows that occur several times belong into one group: use Table.withGroups(name).");
    }

    private static double value(Metric metric, Tensor scores, Table test) {
        Metric.Tally tally = metric.start();
        tally.add(scores, test.targets(), test.weights().map(column -> Tensor.of(column.toArray())).orElse(null));
        return tally.value();
    }

    /** Class 1 from the cut-off on; its scores are the last column. */
    private static Tensor decided(Tensor scores, int rows, double cut) {
        float[] all = scores.toArray();
        int width = all.length / Math.max(1, rows);
        long[] decided = new long[rows];
        for (int i = 0; i < rows; i++) {
            decided[i] = all[i * width + width - 1] >= cut ? 1 : 0;
        }
        return Tensor.of(decided);
    }

    /** Whether scores can be judged as probabilities. */
    private static boolean probabilities(Tensor scores, int rows) {
        float[] all = scores.toArray();
        int width = all.length / Math.max(1, rows);
        for (int i = 0; i < rows; i++) {
            double sum = 0;
            for (int j = 0; j < width; j++) {
                float one = all[i * width + j];
                if (!(one >= 0 && one <= 1)) {
                    return false;
                }
                sum += one;
            }
            if (width > 1 && Math.abs(sum - 1) > SUM_TOLERANCE) {
                return false;
            }
        }
        return true;
    }
}
