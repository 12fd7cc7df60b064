package org.librate.nn.train;

import org.librate.core.Tensor;

/** Whatever tells classes apart by probabilities: a fitted {@link Classifier}, or several of them as one ({@link ClassifierEnsemble}). */
public interface ClassPredictor {

    /** A probability for each class, {@code [n, classes]}. */
    Tensor predictProbabilities(Tensor... inputs);

    /** The class numbers that follow from probabilities: the largest, unless labels may hold together. */
    default Tensor decide(Tensor probabilities) {
        return probabilities.argmax(1);
    }

    /** The class number of each row, int64 {@code [n]}; with labels that may hold together, 0 or 1 for each, {@code [n, labels]}. */
    default Tensor predict(Tensor... inputs) {
        return decide(predictProbabilities(inputs));
    }
}
