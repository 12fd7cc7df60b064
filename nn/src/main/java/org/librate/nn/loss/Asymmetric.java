package org.librate.nn.loss;

import org.librate.core.Check;
import org.librate.core.Shape;
import org.librate.core.Tensor;

/**
 * The asymmetric loss of Ridnik et al. (2021) for several labels that may hold together, of which most do not: a no that is right already counts less
 * than a yes ({@code γ−} above {@code γ+}), and nothing at all below the probability {@code m}. With {@code p = σ(x)} and {@code q = max(p − m, 0)}
 * it is {@code −(1 − p)^γ+ log p} for a yes and {@code −q^γ− log(1 − q)} for a no; the mean over a row's outputs, where the paper has the sum.
 * Outputs are logits, without a sigmoid; targets of the same shape are 0 to 1, of any type.
 *
 * <pre>{@code
 * Trainer.multiLabel(net).loss(Asymmetric.create())
 * }</pre>
 *
 * @param gammaYes γ+, ≥ 0
 * @param gammaNo γ−, ≥ 0
 * @param clip m, in [0, 1)
 */
public record Asymmetric(double gammaYes, double gammaNo, double clip) implements Loss {

    private static final String NAME = "Asymmetric";

    public Asymmetric {
        Check.notNegative(NAME, "gammaYes", gammaYes);
        Check.notNegative(NAME, "gammaNo", gammaNo);
        Check.require(clip >= 0 && clip < 1, NAME, "clip must be in [0, 1)", clip);
    }

    /** γ+ = 0, γ− = 4, m = 0.05: what the paper found best. */
    public static Asymmetric create() {
        return new Asymmetric(0, 4, 0.05);
    }

    public Asymmetric withGammas(double yes, double no) {
        return new Asymmetric(yes, no, clip);
    }

    public Asymmetric withClip(double clip) {
        return new Asymmetric(gammaYes, gammaNo, clip);
    }

    @Override
    public Tensor perRow(Tensor output, Tensor target) {
        Tensor t = Rows.like(this, output, target);
        Tensor ofYes = output.softplus().mul(-gammaYes).exp().mul(output.neg().softplus());
        return Rows.mean(t.mul(ofYes).add(t.neg().add(1).mul(ofNo(output))));
    }

    private Tensor ofNo(Tensor output) {
        if (clip == 0) {
            return output.neg().softplus().mul(-gammaNo).exp().mul(output.softplus());
        }
        Tensor beyond = output.sigmoid().sub(clip);
        Tensor counts = beyond.gt(0);
        // below the clip a harmless number is put in: a power of 0 may have no slope, and 0 times that would not be 0
        Tensor q = counts.where(beyond, Tensor.full(output.dtype(), Shape.scalar(), 0.5));
        Tensor cost = output.neg().sigmoid().add(clip).minimum(Tensor.full(output.dtype(), Shape.scalar(), 1)).log().neg();
        return counts.where(q.pow(gammaNo).mul(cost), Tensor.zeros(output.dtype(), Shape.scalar()));
    }

    @Override
    public String toString() {
        return NAME + "[gammaYes=" + gammaYes + ", gammaNo=" + gammaNo + ", clip=" + clip + "]";
    }
}
