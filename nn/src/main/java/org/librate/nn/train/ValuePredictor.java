package org.librate.nn.train;

import org.librate.core.Tensor;

/** Whatever predicts values: a fitted {@link Regressor}, or several of them as one ({@link RegressorEnsemble}). */
public interface ValuePredictor {

    /** The predicted values, {@code [n, ..]}. */
    Tensor predict(Tensor... inputs);
}
