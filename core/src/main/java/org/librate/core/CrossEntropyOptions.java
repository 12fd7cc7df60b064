package org.librate.core;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Label smoothing and class weights of a cross-entropy. */
public final class CrossEntropyOptions {

    private final double smoothing;
    private final @Nullable Tensor weights;

    private CrossEntropyOptions(double smoothing, @Nullable Tensor weights) {
        this.smoothing = smoothing;
        this.weights = weights;
    }

    /** Neither. */
    public static CrossEntropyOptions create() {
        return new CrossEntropyOptions(0, null);
    }

    /** Gives this share of each label's probability to all classes alike. */
    public CrossEntropyOptions withLabelSmoothing(double share) {
        return new CrossEntropyOptions(Check.fraction("crossEntropy", "label smoothing", share), weights);
    }

    /** A weight for each class, of the logits' type. */
    public CrossEntropyOptions withClassWeights(Tensor weights) {
        return new CrossEntropyOptions(smoothing, weights);
    }

    public double labelSmoothing() {
        return smoothing;
    }

    public Optional<Tensor> classWeights() {
        return Optional.ofNullable(weights);
    }

    @Override
    public String toString() {
        return "CrossEntropyOptions[labelSmoothing=" + smoothing + ", classWeights=" + (weights == null ? "none" : weights.shape()) + "]";
    }
}
