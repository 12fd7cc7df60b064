package org.librate.tuning.calibration;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import java.util.stream.IntStream;
import org.librate.core.Check;
import org.librate.core.Tensor;
import org.librate.core.learn.ClassCounts;
import org.librate.core.learn.Estimator;
import org.librate.core.learn.Model;
import org.librate.core.learn.SeenRows;
import org.librate.core.metric.Accuracy;
import org.librate.core.table.NumericColumn;
import org.librate.core.table.Table;
import org.librate.tuning.Wrapped;
import org.librate.tuning.split.Splitter;
import org.librate.tuning.validation.CrossValidation;
import org.librate.tuning.validation.CvResult;
import org.librate.tuning.validation.FoldResult;

/**
 * An estimator whose model says probabilities that come true as often as they say. The calibrator learns from the out-of-fold scores of the training
 * rows, the model from all of them. For classes that resampling and class weights made more frequent a pipeline corrects its probabilities itself;
 * this makes right whatever else is wrong with them.
 *
 * <pre>{@code
 * CalibratedModel<?> model = Calibrated.of(pipeline, StratifiedKFold.of(5).withSeed(1)).by(Isotonic.create()).fit(train);
 * System.out.println(model.gain(test));         // calibration error 0.1211 before, 0.0243 after, on 400 rows
 *
 * Calibrated.prefit(model, Temperature.create(), validation);     // a model that is there already
 * }</pre>
 *
 * @param estimator what learns
 * @param splitter the folds
 * @param calibrator how probabilities are corrected
 */
public record Calibrated<M extends Model>(Estimator<M> estimator, Splitter splitter, Calibrator calibrator) implements Estimator<CalibratedModel<M>> {

    private static final String NAME = "Calibrated";

    /** With {@link Platt}'s calibrator. */
    public static <M extends Model> Calibrated<M> of(Estimator<M> estimator, Splitter splitter) {
        return new Calibrated<>(estimator, splitter, Platt.create());
    }

    /** With another calibrator. */
    public Calibrated<M> by(Calibrator calibrator) {
        return new Calibrated<>(estimator, splitter, calibrator);
    }

    /** A fitted model, calibrated on rows it has not learned from. */
    public static <M extends Model> CalibratedModel<M> prefit(M model, Calibrator calibrator, Table validation) {
        checkClasses(validation);
        SeenRows seen = Wrapped.seenBy(model);
        int[] known = seen.among(validation);
        Check.require(known.length == 0, NAME, "must learn from rows that the model has not seen",
                known.length + " of " + validation.rows() + " that it has",
                "Use validation rows, or Calibrated.of(estimator, splitter).");
        return new CalibratedModel<>(model, calibrator.fit(model.scores(validation), validation.labels(), weights(validation)),
                seen.and(SeenRows.of(validation)), null);
    }

    @Override
    public CalibratedModel<M> fit(Table train) {
        checkClasses(train);
        CvResult<M> folds = CrossValidation.of(splitter).metrics(Accuracy.metric()).run(estimator, train);
        int[] times = folds.timesTested();
        int[] tested = IntStream.range(0, times.length).filter(row -> times[row] > 0).toArray();
        FittedCalibrator fitted = learn(folds.outOfFold(), train, tested);
        M model = estimator.fit(train);
        return new CalibratedModel<>(model, fitted, Wrapped.seenBy(model).and(SeenRows.of(train)), gain(folds, train, tested));
    }

    /** Learns from the training rows, and calibrates on the validation rows. */
    @Override
    public CalibratedModel<M> fit(Table train, Table validation) {
        return prefit(estimator.fit(train, validation), calibrator, validation);
    }

    /** Calibrated on other rows than it learned from, probabilities hold for how frequent classes are among those. */
    @Override
    public Optional<ClassCounts> learnedCounts(Table train, Optional<Table> validation, CalibratedModel<M> model) {
        return Optional.of(ClassCounts.of(validation.orElse(train)));
    }

    private FittedCalibrator learn(Tensor scores, Table rows, int[] some) {
        Table picked = rows.rows(some);
        return calibrator.fit(scores.gather(0, Tensor.of(some)), picked.labels(), weights(picked));
    }

    private CalibrationGain gain(CvResult<M> folds, Table train, int[] tested) {
        Tensor before = folds.outOfFold();
        int classes = Math.toIntExact(before.dim(1));
        float[] after = new float[train.rows() * classes];
        for (FoldResult<M> fold : folds.folds()) {
            int[] test = fold.fold().test();
            BitSet judged = new BitSet();
            Arrays.stream(test).forEach(judged::set);
            int[] others = Arrays.stream(tested).filter(row -> !judged.get(row)).toArray();
            if (others.length == 0) {
                others = tested; // one fold: there is nobody else to learn from
            }
            float[] better = learn(before, train, others).apply(before.gather(0, Tensor.of(test))).toArray();
            for (int i = 0; i < test.length; i++) {
                System.arraycopy(better, i * classes, after, test[i] * classes, classes);
            }
        }
        Tensor some = Tensor.of(tested);
        return CalibratedModel.gain(before.gather(0, some), Tensor.of(before.shape(), after).gather(0, some), train.rows(tested));
    }

    private static void checkClasses(Table rows) {
        Check.require(rows.hasClasses(), NAME, "needs a target of classes", rows);
    }

    private static double[] weights(Table rows) {
        double[] ones = new double[rows.rows()];
        Arrays.fill(ones, 1);
        return rows.weights().map(NumericColumn::toArray).orElse(ones);
    }

    @Override
    public String toString() {
        return NAME + "[" + estimator + ", " + splitter + ", " + calibrator + "]";
    }
}
