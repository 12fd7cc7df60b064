package org.librate.imbalance;

import org.librate.core.Tensor;
import org.librate.core.data.Dataset;

/**
 * Resampled tensors whose targets are numbers, or several labels at once: first the rows that were kept, then those that were made.
 *
 * <pre>{@code
 * Regressor model = plan.fit(Smogn.create().apply(x, prices).dataset());
 * }</pre>
 *
 * @param features {@code [m, ...]}, rows of the same shape and type as they were
 * @param targets {@code [m, ...]}, of the same shape and type as they were
 * @param kept the numbers that the kept rows had
 * @param made the new rows
 */
public record ResampledTargets(Tensor features, Tensor targets, int[] kept, MadeRows made) {

    public ResampledTargets {
        kept = kept.clone();
    }

    @Override
    public int[] kept() {
        return kept.clone();
    }

    /** The rows for a trainer. */
    public Dataset dataset() {
        return Dataset.of(features, targets);
    }

    @Override
    public String toString() {
        return "ResampledTargets[" + kept.length + " kept, " + made.size() + " made]";
    }
}
