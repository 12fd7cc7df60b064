package org.librate.nn.loss;

import org.librate.core.Check;
import org.librate.core.Tensor;
import org.librate.core.estimator.ClassWeights;
import org.librate.core.learn.ClassCounts;

/**
 * The focal loss of Lin et al. (2017) for yes or no, once or for several labels that may hold together: {@code −α (1 − p)^γ log p} where p is what
 * the network gives the right answer, {@code σ(x)} for yes and {@code σ(−x)} for no; the mean over a row's outputs. Outputs are logits, without a
 * sigmoid; targets of the same shape are 0 to 1, of any type.
 *
 * <pre>{@code
 * BinaryFocal.create().withGamma(2).withAlpha(0.25)
 * }</pre>
 *
 * <p>It is computed from logarithms, and right for any logits.
 *
 * @param gamma how much less right answers count, ≥ 0
 * @param yes how much a yes counts
 * @param no how much a no counts
 */
public record BinaryFocal(double gamma, double yes, double no) implements Loss {

    private static final String NAME = "BinaryFocal";

    public BinaryFocal {
        Check.notNegative(NAME, "gamma", gamma);
        Check.notNegative(NAME, "the weight of yes", yes);
        Check.notNegative(NAME, "the weight of no", no);
    }

    /** γ = 2, and yes and no count 1. */
    public static BinaryFocal create() {
        return new BinaryFocal(2, 1, 1);
    }

    /**
     * With the effective number of rows as weights (Cui et al. 2019), scaled to sum to 2.
     *
     * @param counts of no and yes
     */
    public static BinaryFocal classBalanced(ClassCounts counts, double beta) {
        Check.require(counts.classes() == 2, NAME, "counts must be of no and yes", counts);
        double[] weights = ClassWeights.effectiveNumber(beta).factors(counts);
        return create().withWeights(weights[0], weights[1]);
    }

    public BinaryFocal withGamma(double gamma) {
        return new BinaryFocal(gamma, yes, no);
    }

    /** A yes counts α and a no 1 − α, as in the paper, where 0.25 went with γ = 2: what is rare is already helped by γ. */
    public BinaryFocal withAlpha(double alpha) {
        Check.fraction(NAME, "alpha", alpha);
        return new BinaryFocal(gamma, alpha, 1 - alpha);
    }

    public BinaryFocal withWeights(double no, double yes) {
        return new BinaryFocal(gamma, yes, no);
    }

    @Override
    public Tensor perRow(Tensor output, Tensor target) {
        Tensor t = Rows.like(this, output, target);
        Tensor costOfYes = output.neg().softplus(); // −log σ(x)
        Tensor costOfNo = output.softplus(); // −log σ(−x)
        Tensor ofYes = t.mul(yes).mul(costOfNo.mul(-gamma).exp()).mul(costOfYes);
        Tensor ofNo = t.neg().add(1).mul(no).mul(costOfYes.mul(-gamma).exp()).mul(costOfNo);
        return Rows.mean(ofYes.add(ofNo));
    }

    @Override
    public String toString() {
        return NAME + "[gamma=" + gamma + (yes == 1 && no == 1 ? "" : ", yes=" + yes + ", no=" + no) + "]";
    }
}
