package org.librate.tuning.surrogate;

import java.util.Arrays;

/**
 * What a Gaussian process has learned about a function besides its values.
 *
 * @param weights one over the squared length scale, by feature
 * @param noise the variance of the noise as a part of the function's variance
 */
record Scales(double[] weights, double noise) {

    double[] lengths() {
        return Arrays.stream(weights).map(w -> 1 / Math.sqrt(w)).toArray();
    }
}
