package org.librate.nn.loss;

import org.jspecify.annotations.Nullable;
import org.librate.core.Check;
import org.librate.core.Tensor;

/**
 * One minus the soft Tversky index, {@code 1 − (Σ p t + s) / (Σ p t + α Σ p (1 − t) + β Σ (1 − p) t + s)} (Salehi et al. 2017): {@link Dice} with a
 * price of its own for false alarms, α, and for misses, β. What is said there of outputs and targets holds here. With α = β = ½ it is Dice with twice
 * the s.
 *
 * <pre>{@code
 * Tversky.of(0.3, 0.7)          // a miss costs more than a false alarm
 * }</pre>
 *
 * @param alpha the price of false alarms, ≥ 0
 * @param beta the price of misses, ≥ 0
 * @param smooth s, > 0
 */
public record Tversky(double alpha, double beta, double smooth) implements RowLoss {

    private static final String NAME = "Tversky";

    public Tversky {
        Check.notNegative(NAME, "alpha", alpha);
        Check.notNegative(NAME, "beta", beta);
        Check.positive(NAME, "smooth", smooth);
    }

    /** With s = 1. */
    public static Tversky of(double alpha, double beta) {
        return new Tversky(alpha, beta, 1);
    }

    public Tversky withSmooth(double smooth) {
        return new Tversky(alpha, beta, smooth);
    }

    @Override
    public Tensor perRow(Tensor output, Tensor target, @Nullable Tensor real) {
        return Overlap.loss(this, output, target, real, alpha, beta, smooth);
    }

    @Override
    public String toString() {
        return NAME + "[alpha=" + alpha + ", beta=" + beta + ", smooth=" + smooth + "]";
    }
}
