package org.librate.nn.loss;

import java.util.ArrayList;
import java.util.List;
import org.librate.core.Check;
import org.librate.core.CrossEntropyOptions;
import org.librate.core.Tensor;
import org.librate.core.learn.ClassCounts;

/**
 * Sigmoid cross-entropy, {@code −t log σ(x) − (1 − t) log(1 − σ(x))}, the mean over a row's outputs: for yes or no, once or for several labels that
 * may hold together. Outputs are logits, without a sigmoid; targets of the same shape are 0 to 1, of any type.
 *
 * <pre>{@code
 * BinaryCrossEntropy.create().withPositiveWeights(9)      // one yes among ten rows
 * }</pre>
 */
public record BinaryCrossEntropy(double labelSmoothing, List<Double> positiveWeights) implements RebalancingLoss {

    public BinaryCrossEntropy {
        Check.fraction("BinaryCrossEntropy", "label smoothing", labelSmoothing);
        positiveWeights = List.copyOf(positiveWeights);
    }

    public static BinaryCrossEntropy create() {
        return new BinaryCrossEntropy(0, List.of());
    }

    /** Moves targets toward ½: {@code t (1 − share) + share / 2}. */
    public BinaryCrossEntropy withLabelSmoothing(double share) {
        return new BinaryCrossEntropy(share, positiveWeights);
    }

    /** How much a yes counts for each output, where a no counts 1. */
    public BinaryCrossEntropy withPositiveWeights(double... weights) {
        return new BinaryCrossEntropy(labelSmoothing, Weights.of("BinaryCrossEntropy", "positive weights", weights));
    }

    @Override
    public Tensor perRow(Tensor output, Tensor target) {
        Tensor targets = Rows.like(this, output, target);
        Tensor logits = output.rank() == 1 ? output.expandDims(1) : output;
        CrossEntropyOptions options = CrossEntropyOptions.create().withLabelSmoothing(labelSmoothing);
        if (!positiveWeights.isEmpty()) {
            options = options.withClassWeights(Weights.tensor(this, "positive weights", positiveWeights, logits));
        }
        return Rows.mean(logits.sigmoidCrossEntropy(targets.reshape(logits.shape()), options));
    }

    /** Of a single output the weight of yes against that of no. */
    @Override
    public double[] classFactors(ClassCounts trained) {
        return positiveWeights.size() == 1 ? new double[] {1, positiveWeights.get(0)} : new double[0];
    }

    @Override
    public String toString() {
        List<String> options = new ArrayList<>();
        if (labelSmoothing != 0) {
            options.add("labelSmoothing=" + labelSmoothing);
        }
        if (!positiveWeights.isEmpty()) {
            options.add("positiveWeights=" + Weights.print(positiveWeights));
        }
        return options.isEmpty() ? "BinaryCrossEntropy" : "BinaryCrossEntropy" + options;
    }
}
