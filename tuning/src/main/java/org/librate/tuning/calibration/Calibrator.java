package org.librate.tuning.calibration;

import org.librate.core.Tensor;

/**
 * A way of learning what a model's probabilities are worth, from rows that the model has not learned from: {@link Platt}, {@link Isotonic}, {@link
 * Temperature}.
 */
public interface Calibrator {

    /**
     * Learns.
     *
     * @param scores probabilities {@code [n, classes]}
     * @param labels the class number of each row
     * @param weights how much each row counts
     */
    FittedCalibrator fit(Tensor scores, int[] labels, double[] weights);
}
