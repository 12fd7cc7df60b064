package org.librate.nn.train;

import java.util.Arrays;
import org.librate.core.Check;
import org.librate.core.Shape;
import org.librate.core.Tensor;
import org.librate.core.data.Dataset;
import org.librate.core.data.Field;

/**
 * Always gives the class frequencies of the rows it was made from, whatever the inputs, and so decides for the most frequent class: what a classifier
 * must beat to be of use.
 *
 * <pre>{@code
 * FrequencyPredictor.of(train).evaluate(test, Accuracy.metric())      // 1000 rows  accuracy 0.9130: 91 % are of one class
 * }</pre>
 */
public final class FrequencyPredictor implements ClassPredictor {

    private final float[] frequencies;

    private FrequencyPredictor(float[] frequencies) {
        this.frequencies = frequencies;
    }

    /** Of these rows, by their weights if they have any. Their targets are class numbers. */
    public static FrequencyPredictor of(Dataset train) {
        String who = "FrequencyPredictor";
        Field target = TargetMeans.target(who, train);
        Check.require(target.isLabel(), who, "needs class numbers as targets", target, "For values there is MeanPredictor.");
        int classes = Math.max(2, Math.max(train.classNames().size(), Arrays.stream(train.labels()).max().orElse(0) + 1));
        double[] means = TargetMeans.of(who, train, classes, null);
        float[] frequencies = new float[classes];
        for (int i = 0; i < classes; i++) {
            frequencies[i] = (float) means[i];
        }
        return new FrequencyPredictor(frequencies);
    }

    /** The frequencies, as often as there are rows. */
    @Override
    public Tensor predictProbabilities(Tensor... inputs) {
        return Tensor.zeros(inputs[0].dim(0), frequencies.length).add(Tensor.of(frequencies));
    }

    @Override
    public String toString() {
        return "FrequencyPredictor" + Arrays.toString(frequencies);
    }
}
