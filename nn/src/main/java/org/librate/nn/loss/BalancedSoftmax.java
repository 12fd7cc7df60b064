package org.librate.nn.loss;

import java.util.List;
import org.librate.core.Tensor;
import org.librate.core.learn.ClassCounts;

/**
 * Cross-entropy of the softmax in which each class stands for its rows, {@code −log( n[label] e^x[label] / Σ n[c] e^x[c] )} (Ren et al. 2020). The
 * formula is that of {@link LogitAdjustment} with τ = 1, under the name it has in that paper; what is said there of shapes and probabilities holds
 * here.
 *
 * <pre>{@code
 * Trainer.classifier(net).lossFromCounts(BalancedSoftmax::of)
 * }</pre>
 *
 * @param shares of the classes, in the order of their numbers
 */
public record BalancedSoftmax(List<Double> shares) implements RebalancingLoss {

    private static final String NAME = "BalancedSoftmax";

    public BalancedSoftmax {
        shares = Prior.checked(NAME, shares);
    }

    /** A class without rows is taken to have half a row. */
    public static BalancedSoftmax of(ClassCounts counts) {
        return new BalancedSoftmax(Prior.shares(counts));
    }

    @Override
    public Tensor perRow(Tensor output, Tensor target) {
        return Prior.crossEntropy(this, output, target, Prior.logits(shares, 1));
    }

    @Override
    public double[] classFactors(ClassCounts trained) {
        return shares.stream().mapToDouble(share -> 1 / share).toArray();
    }

    @Override
    public String toString() {
        return NAME + "[shares=" + Weights.print(shares) + "]";
    }
}
