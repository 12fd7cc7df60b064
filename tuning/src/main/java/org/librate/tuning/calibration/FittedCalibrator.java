package org.librate.tuning.calibration;

import org.librate.core.Tensor;

/** Turns probabilities into better ones, row by row. Of two classes the order of the rows stays, but for ties. Safe for any number of threads. */
@FunctionalInterface
public interface FittedCalibrator {

    /** Probabilities FLOAT32 {@code [n, classes]} that add up to 1 in each row. */
    Tensor apply(Tensor scores);
}
