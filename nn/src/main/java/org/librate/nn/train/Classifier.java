package org.librate.nn.train;

import java.util.List;
import org.librate.core.Tensor;
import org.librate.core.data.Padded;
import org.librate.nn.Network;

/** A trained classifier: of several classes, of two, or of labels that may hold together. Safe for any number of threads. */
public final class Classifier extends FittedModel implements ClassPredictor {

    private final ClassifierTask task;
    private final Predictor probabilities;

    Classifier(ClassifierTask task, Network network, History history) {
        super(network, history);
        this.task = task;
        this.probabilities = Predictor.ofOutput(network, task::scores);
    }

    @Override
    public Tensor predict(Tensor... inputs) {
        return decide(predictProbabilities(inputs));
    }

    /** A probability for each class, {@code [n, classes]}: rows sum to 1, but for labels that may hold together. */
    @Override
    public Tensor predictProbabilities(Tensor... inputs) {
        return probabilities.run(List.of(inputs));
    }

    /** The class number of each row of padded sequences; where there is one for each step, −1 after a row's end (labels that may hold together: 0). */
    public Tensor predict(Padded... inputs) {
        return decide(predictProbabilities(inputs));
    }

    /** The probabilities for padded sequences: {@code [n, classes]}, or {@code [n, time, classes]} with 0 after a row's end. */
    public Tensor predictProbabilities(Padded... inputs) {
        return probabilities.run(inputs).values();
    }

    @Override
    public Tensor decide(Tensor probabilities) {
        return task.decide(probabilities);
    }

    /** The class number of a single sample, given number by number. */
    public int predictRow(float... sample) {
        return predict(batchOfOne(sample)).toInts()[0];
    }

    /** The probabilities of a single sample, given number by number. */
    public float[] predictProbabilitiesRow(float... sample) {
        return predictProbabilities(batchOfOne(sample)).toArray();
    }
}
