package org.librate.imbalance;

import java.util.List;
import org.librate.core.Check;
import org.librate.core.Tensor;
import org.librate.core.data.Dataset;

/**
 * Resampled tensors, and where each row came from: first the rows that were kept, then those that were made.
 *
 * @param features {@code [m, ...]}, rows of the same shape and type as they were
 * @param classes INT64 {@code [m]}
 * @param kept the numbers that the kept rows had
 * @param made the new rows
 * @param before how many rows each class number had; empty if these are no numbers from 0 on
 */
public record ResampledTensors(Tensor features, Tensor classes, int[] kept, MadeRows made, List<Integer> before) {

    public ResampledTensors {
        kept = kept.clone();
        before = List.copyOf(before);
    }

    /**
     * The rows for a trainer, which learns from {@link Dataset#population} how frequent classes were before, and corrects the model's probabilities.
     *
     * <pre>{@code
     * Classifier model = plan.fit(Smote.create().apply(x, y).dataset());
     * }</pre>
     */
    public Dataset dataset() {
        Check.require(before.size() >= 2, "ResampledTensors", "classes of a data set must be numbers from 0 on", made.toString(),
                "Use Dataset.of(features(), ..) with other numbers.");
        return Dataset.of(features, classes).withPopulation(before.stream().mapToDouble(Integer::doubleValue).toArray());
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
