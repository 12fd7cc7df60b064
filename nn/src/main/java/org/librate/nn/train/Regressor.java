package org.librate.nn.train;

import java.util.List;
import org.librate.core.Tensor;
import org.librate.core.data.Padded;
import org.librate.nn.Network;

/** A trained regressor. Safe for any number of threads. */
public final class Regressor extends FittedModel implements ValuePredictor {

    private final Predictor values;

    Regressor(Network network, History history) {
        super(network, history);
        this.values = Predictor.ofOutput(network, RegressorTask::values);
    }

    /** The predicted values, {@code [n, ..]}; {@code [n]} where a row has one. */
    @Override
    public Tensor predict(Tensor... inputs) {
        return values.run(List.of(inputs));
    }

    /** The predicted values for padded sequences; where there are some for each step, 0 after a row's end. */
    public Tensor predict(Padded... inputs) {
        return values.run(inputs).values();
    }

    /** The predicted values of a single sample, given number by number. */
    public float[] predictRow(float... sample) {
        return predict(batchOfOne(sample)).toArray();
    }
}
