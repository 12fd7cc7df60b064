package org.librate.nn.loss;

import org.librate.core.Tensor;

/** The absolute error {@code |x − t|}, the mean over a row's outputs: outliers pull no harder than others. Targets have the output's shape. */
public record MeanAbsoluteError() implements Loss {

    public static MeanAbsoluteError create() {
        return new MeanAbsoluteError();
    }

    @Override
    public Tensor perRow(Tensor output, Tensor target) {
        return Rows.mean(output.sub(Rows.like(this, output, target)).abs());
    }

    @Override
    public String toString() {
        return "MeanAbsoluteError";
    }
}
