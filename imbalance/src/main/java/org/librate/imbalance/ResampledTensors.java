package org.librate.imbalance;

import org.librate.core.Tensor;

/**
 * Resampled tensors, and where each row came from: first the rows that were kept, then those that were made.
 *
 * @param features {@code [m, ...]}, rows of the same shape and type as they were
 * @param classes INT64 {@code [m]}
 * @param kept the numbers that the kept rows had
 * @param made the new rows
 */
public record ResampledTensors(Tensor features, Tensor classes, int[] kept, MadeRows made) {

    public ResampledTensors {
        kept = kept.clone();
    }

    @Override
    public int[] kept() {
        return kept.clone();
    }

    @Override
    public String toString() {
        return "ResampledTensors[" + kept.length + " kept, " + made.size() + " made]";
    }
}
