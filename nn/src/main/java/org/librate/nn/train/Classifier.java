package org.librate.nn.train;

import java.util.List;
import org.librate.core.Tensor;
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
