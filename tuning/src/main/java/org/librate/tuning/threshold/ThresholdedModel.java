package org.librate.tuning.threshold;

import org.librate.core.Check;
import org.librate.core.Tensor;
import org.librate.core.learn.Model;
import org.librate.core.learn.SeenRows;
import org.librate.core.table.Table;
import org.librate.tuning.Wrapped;

/**
 * A model of two classes that says class 1 from a threshold on, instead of from one half. Its scores are the inner model's: a metric of decisions
 * must be asked of {@link #predict}, as a cross-validation does.
 *
 * @param <M> the inner model
 */
public final class ThresholdedModel<M extends Model> implements Wrapped<M> {

    private final M model;
    private final Threshold threshold;

    ThresholdedModel(M model, Threshold threshold) {
        Check.require(model.classNames().size() == 2, "ThresholdedModel", "needs a model of two classes", model.classNames());
        this.model = model;
        this.threshold = threshold;
    }

    public Threshold threshold() {
        return threshold;
    }

    @Override
    public M model() {
        return model;
    }

    @Override
    public SeenRows seen() {
        return Wrapped.seenBy(model).and(threshold.seen());
    }

    @Override
    public boolean decidesItself() {
        return true;
    }

    @Override
    public Tensor predict(Table rows) {
        float[] scores = ThresholdRule.ofClassOne(model.scores(rows)).toArray();
        long[] decided = new long[scores.length];
        for (int i = 0; i < scores.length; i++) {
            decided[i] = scores[i] >= threshold.cut() ? 1 : 0;
        }
        return Tensor.of(decided);
    }

    @Override
    public String toString() {
        return "ThresholdedModel[" + model + ", " + threshold + "]";
    }
}
