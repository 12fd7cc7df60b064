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
 * Tversky.of(0.3, 0.7)                              // a miss costs more than a false alarm
 * Tversky.of(0.3, 0.7).withMasks(Masks.ONE)         // outputs and targets [n, height, width], without an axis of channels
 * }</pre>
 *
 * @param alpha the price of false alarms, ≥ 0
 * @param beta the price of misses, ≥ 0
 * @param smooth s, > 0
 * @param masks what the last axis is, where targets have the output's shape
 */
public record Tversky(double alpha, double beta, double smooth, Masks masks) implements RowLoss {

    private static final String NAME = "Tversky";

    public Tversky {
        Check.notNegative(NAME, "alpha", alpha);
        Check.notNegative(NAME, "beta", beta);
        Check.positive(NAME, "smooth", smooth);
    }

    /** With s = 1. */
    public static Tversky of(double alpha, double beta) {
        return new Tversky(alpha, beta, 1, Masks.BY_SHAPE);
    }

    public Tversky withSmooth(double smooth) {
        return new Tversky(alpha, beta, smooth, masks);
    }

    /** Whether the last axis are channels, where the shape cannot tell. */
    public Tversky withMasks(Masks masks) {
        return new Tversky(alpha, beta, smooth, masks);
    }

    @Override
    public Tensor perRow(Tensor output, Tensor target, @Nullable Tensor real) {
        return Overlap.loss(this, output, target, real, masks, alpha, beta, smooth);
    }

    @Override
    public String toString() {
        return NAME + "[alpha=" + alpha + ", beta=" + beta + ", smooth=" + smooth + (masks == Masks.BY_SHAPE ? "" : ", masks=" + masks) + "]";
    }
}
