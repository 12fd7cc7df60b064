package org.librate.nn.train;

import java.util.List;
import org.librate.core.DType;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.metric.Mae;
import org.librate.core.metric.Metric;
import org.librate.nn.Network;
import org.librate.nn.loss.Loss;
import org.librate.nn.loss.MeanSquaredError;

/** Predicts values. */
record RegressorTask() implements Task<Regressor> {

    @Override
    public Loss defaultLoss() {
        return MeanSquaredError.create();
    }

    @Override
    public List<Metric> defaultMetrics() {
        return List.of(Mae.metric());
    }

    @Override
    public void checkOutput(Shape output) {
        // values may have any shape
    }

    /** The mean over a row is the mean over its steps, unless some are padding. */
    @Override
    public boolean answersSteps(Shape output, boolean padded) {
        return padded && output.rank() > 1;
    }

    @Override
    public Tensor target(Tensor raw) {
        return raw.cast(DType.FLOAT32);
    }

    @Override
    public Tensor scores(Tensor output) {
        return values(output);
    }

    static Tensor values(Tensor output) {
        return output.rank() == 2 && output.dim(1) == 1 ? output.squeeze(1) : output;
    }

    @Override
    public Tensor classes(Tensor raw) {
        throw new IllegalArgumentException("Trainer: class weights are for classifiers, and this is a regressor. Use sample weights.");
    }

    @Override
    public Regressor model(Network network, History history, Provenance provenance) {
        return new Regressor(network, history, provenance);
    }
}
