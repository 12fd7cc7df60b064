package org.librate.nn.loss;

import org.librate.core.Tensor;

/** {@code 1 − cos(x, t)} of the vectors along the last axis: 0 for the same direction, 2 for the opposite, whatever the lengths. */
public record CosineDistance() implements Loss {

    private static final double SHORTEST = 1e-8;

    public static CosineDistance create() {
        return new CosineDistance();
    }

    @Override
    public Tensor perRow(Tensor output, Tensor target) {
        Rows.checkOutput(this, output, 2);
        Tensor cosine = direction(output).mul(direction(Rows.like(this, output, target))).sum(-1);
        return Rows.mean(cosine.neg().add(1));
    }

    /** The vector at length 1; one shorter than {@link #SHORTEST} stays short instead of becoming noise. */
    private static Tensor direction(Tensor x) {
        return x.div(x.norm(-1).clip(SHORTEST, Float.MAX_VALUE).expandDims(-1));
    }

    @Override
    public String toString() {
        return "CosineDistance";
    }
}
