package org.librate.nn.loss;

import org.librate.core.Tensor;

/** {@code log cosh(x − t)}, the mean over a row's outputs: half the square near 0, the absolute error less log 2 far out, smooth between. */
public record LogCosh() implements Loss {

    public static LogCosh create() {
        return new LogCosh();
    }

    @Override
    public Tensor perRow(Tensor output, Tensor target) {
        Tensor distance = output.sub(Rows.like(this, output, target)).abs();
        return Rows.mean(distance.add(distance.mul(-2).softplus()).sub(Math.log(2)));   // = log((eᵈ + e⁻ᵈ) / 2), without overflow
    }

    @Override
    public String toString() {
        return "LogCosh";
    }
}
