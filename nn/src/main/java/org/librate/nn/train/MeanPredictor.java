package org.librate.nn.train;

import org.librate.core.DType;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.data.Dataset;

/**
 * Always gives the mean of the targets it was made from, whatever the inputs: what a regressor must beat to be of use.
 *
 * <pre>{@code
 * double error = model.evaluate(test, Mae.metric()).get(Mae.metric());
 * double without = MeanPredictor.of(train).evaluate(test, Mae.metric()).get(Mae.metric());
 * }</pre>
 */
public final class MeanPredictor implements ValuePredictor {

    private final Tensor mean; // [1, ..], or [1] where a row has one value

    private MeanPredictor(Tensor mean) {
        this.mean = mean;
    }

    /** Of these rows, by their weights if they have any. */
    public static MeanPredictor of(Dataset train) {
        double[] means = TargetMeans.of("MeanPredictor", train, 0, null);
        float[] values = new float[means.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = (float) means[i];
        }
        Shape shape = TargetMeans.target("MeanPredictor", train).shape();
        return new MeanPredictor(Tensor.of(values.length == 1 ? Shape.of(1) : shape.prepend(1), values));
    }

    /** The mean, as often as there are rows. */
    @Override
    public Tensor predict(Tensor... inputs) {
        Shape one = mean.shape();
        return Tensor.zeros(DType.FLOAT32, one.slice(1, one.rank()).prepend(inputs[0].dim(0))).add(mean);
    }

    @Override
    public String toString() {
        return "MeanPredictor[" + (mean.size() == 1 ? Double.toString(mean.item()) : mean.shape().toString()) + "]";
    }
}
