package org.librate.nn.train;

import java.util.List;
import org.librate.core.Check;
import org.librate.core.Tensor;
import org.librate.core.data.Batch;
import org.librate.core.data.Batches;
import org.librate.core.data.Dataset;
import org.librate.core.data.Loader;
import org.librate.core.learn.ClassCounts;

/** Targets that say how much a row is of each class: numbers from 0 for no to 1 for yes, or a distribution. */
final class SoftTargets {

    private static final int ROWS = 256;

    private SoftTargets() {
    }

    /** How many rows each class has, where a row that is half of a class counts half, by its weight. */
    static ClassCounts counts(Dataset data, int classes) {
        double[] counts = new double[classes];
        try (Batches batches = Loader.of(data).withBatchSize(ROWS).open(0)) {
            for (Batch batch : batches) {
                double[] targets = batch.y().toDoubles();
                double[] weights = batch.weights().map(Tensor::toDoubles).orElse(null);
                int each = targets.length / batch.size();
                Check.require(each == classes || classes == 2 && each == 1, "Trainer", "needs a target for each of " + classes + " classes",
                        batch.y().shape());
                for (int i = 0; i < targets.length; i++) {
                    double weight = weights == null ? 1 : weights[i / each];
                    if (each == 1) {
                        counts[0] += weight * (1 - targets[i]);
                        counts[1] += weight * targets[i];
                    } else {
                        counts[i % each] += weight * targets[i];
                    }
                }
            }
        }
        return ClassCounts.of(data.classNames().size() == classes ? data.classNames() : List.of(), counts);
    }
}
