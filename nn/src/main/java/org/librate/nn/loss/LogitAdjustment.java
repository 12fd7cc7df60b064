package org.librate.nn.loss;

import java.util.List;
import org.librate.core.Check;
import org.librate.core.Tensor;
import org.librate.core.learn.ClassCounts;

/**
 * Cross-entropy of logits to which {@code τ log share} of each class is added (Menon et al. 2021): what makes a class likely because it is frequent
 * is given, and the network learns the rest. Its own logits thus tell classes apart as if all had as many rows (τ = 1), which makes the balanced
 * error small. Outputs are logits {@code [n, .., classes]} and targets class numbers {@code [n, ..]}, where a negative one is ignored; or a single
 * output for yes and no, with the shares of both.
 *
 * <pre>{@code
 * Trainer.classifier(net).lossFromCounts(LogitAdjustment::of)           // shares of the rows that each fit learns from
 * LogitAdjustment.of(ClassCounts.of(990, 10)).withTau(1.5)
 * }</pre>
 *
 * <p>The softmax of the network's own logits are the probabilities of balanced classes. A classifier and a pipeline correct them for the classes'
 * real shares, which for τ = 1 gives back the probabilities that were trained; {@code withRawProbabilities()} and {@code withRawScores()} keep them
 * and the balanced decisions. Its value on validation rows is that of the adjusted logits.
 *
 * @param shares of the classes, in the order of their numbers
 * @param tau how much is added
 */
public record LogitAdjustment(List<Double> shares, double tau) implements RebalancingLoss {

    private static final String NAME = "LogitAdjustment";

    public LogitAdjustment {
        shares = Prior.checked(NAME, shares);
        Check.notNegative(NAME, "tau", tau);
    }

    /** τ = 1. A class without rows is taken to have half a row. */
    public static LogitAdjustment of(ClassCounts counts) {
        return new LogitAdjustment(Prior.shares(counts), 1);
    }

    public LogitAdjustment withTau(double tau) {
        return new LogitAdjustment(shares, tau);
    }

    @Override
    public Tensor perRow(Tensor output, Tensor target) {
        return Prior.crossEntropy(this, output, target, Prior.logits(shares, tau));
    }

    @Override
    public double[] classFactors(ClassCounts trained) {
        return shares.stream().mapToDouble(share -> Math.pow(share, -tau)).toArray();
    }

    @Override
    public String toString() {
        return NAME + "[shares=" + Weights.print(shares) + ", tau=" + tau + "]";
    }
}
