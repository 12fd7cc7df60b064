package org.librate.nn.loss;

import org.librate.core.Tensor;

/**
 * The Poisson loss {@code eˣ − t x} for counts, the mean over a row's outputs. The output is the logarithm of the expected count. It is smallest, but
 * not 0, at {@code x = log t}.
 */
public record Poisson() implements Loss {

    public static Poisson create() {
        return new Poisson();
    }

    @Override
    public Tensor perRow(Tensor output, Tensor target) {
        return Rows.mean(output.exp().sub(output.mul(Rows.like(this, output, target))));
    }

    @Override
    public String toString() {
        return "Poisson";
    }
}
