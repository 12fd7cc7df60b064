package org.librate.nn.loss;

import org.librate.core.Tensor;

/** The squared error {@code (x − t)²}, the mean over a row's outputs. Targets have the output's shape. */
public record MeanSquaredError() implements Loss {

    public static MeanSquaredError create() {
        return new MeanSquaredError();
    }

    @Override
    public Tensor perRow(Tensor output, Tensor target) {
        return Rows.mean(output.sub(Rows.like(this, output, target)).square());
    }

    @Override
    public String toString() {
        return "MeanSquaredError";
    }
}
