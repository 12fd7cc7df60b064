package org.librate.nn.loss;

import org.librate.core.Check;
import org.librate.core.Tensor;

/**
 * The pinball loss of a quantile, {@code max(q e, (q − 1) e)} with {@code e = t − x}, the mean over a row's outputs: smallest when the share q of all
 * targets lies below the output. {@code Quantile.of(0.5)} is half the absolute error.
 *
 * @param q the quantile, between 0 and 1
 */
public record Quantile(double q) implements Loss {

    public Quantile {
        Check.require(q > 0 && q < 1, "Quantile", "q must be in (0, 1)", q);
    }

    public static Quantile of(double q) {
        return new Quantile(q);
    }

    @Override
    public Tensor perRow(Tensor output, Tensor target) {
        Tensor error = Rows.like(this, output, target).sub(output);
        return Rows.mean(error.mul(q).maximum(error.mul(q - 1)));
    }

    @Override
    public String toString() {
        return "Quantile[q=" + q + "]";
    }
}
