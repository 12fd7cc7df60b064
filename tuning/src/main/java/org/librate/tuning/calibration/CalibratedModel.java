package org.librate.tuning.calibration;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.librate.core.Check;
import org.librate.core.DType;
import org.librate.core.Tensor;
import org.librate.core.learn.Model;
import org.librate.core.learn.SeenRows;
import org.librate.core.table.Table;
import org.librate.metrics.classification.CalibrationError;
import org.librate.tuning.Wrapped;

/**
 * A classifier whose probabilities are corrected. Its answer is the class of the largest corrected one.
 *
 * @param <M> the inner model
 */
public final class CalibratedModel<M extends Model> implements Wrapped<M> {

    private final M model;
    private final FittedCalibrator calibrator;
    private final SeenRows seen;
    private final @Nullable CalibrationGain gain;

    CalibratedModel(M model, FittedCalibrator calibrator, SeenRows seen, @Nullable CalibrationGain gain) {
        this.model = model;
        this.calibrator = calibrator;
        this.seen = seen;
        this.gain = gain;
    }

    @Override
    public M model() {
        return model;
    }

    public FittedCalibrator calibrator() {
        return calibrator;
    }

    @Override
    public SeenRows seen() {
        return seen;
    }

    @Override
    public boolean decidesItself() {
        return false;
    }

    /** Also where the inner model's scores only rank: they were calibrated on rows whose classes are as frequent as those learned from. */
    @Override
    public boolean assumesShares() {
        return true;
    }

    @Override
    public Tensor scores(Table rows) {
        return calibrator.apply(model.scores(rows));
    }

    @Override
    public Tensor predict(Table rows) {
        return scores(rows).argmax(1).cast(DType.INT64);
    }

    /** What calibration was worth over the folds it was learned on, each judged by what was learned on the others; empty if there were none. */
    public Optional<CalibrationGain> foldGain() {
        return Optional.ofNullable(gain);
    }

    /** What calibration is worth on rows that were not learned from. */
    public CalibrationGain gain(Table test) {
        int[] known = seen.among(test);
        Check.require(known.length == 0, "CalibratedModel", "can be judged only by rows it has not seen",
                known.length + " of " + test.rows() + " that it has",
                "Use test rows, or foldGain().");
        Tensor before = model.scores(test);
        return gain(before, calibrator.apply(before), test);
    }

    static CalibrationGain gain(Tensor before, Tensor after, Table rows) {
        return new CalibrationGain(error(before, rows), error(after, rows), rows.rows());
    }

    private static double error(Tensor scores, Table rows) {
        var tally = CalibrationError.metric().start();
        tally.add(scores, rows.targets(), rows.weights().map(column -> Tensor.of(column.toArray())).orElse(null));
        return tally.value();
    }

    @Override
    public String toString() {
        return "CalibratedModel[" + model + ", " + calibrator + "]";
    }
}
