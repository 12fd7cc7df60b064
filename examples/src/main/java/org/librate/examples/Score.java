package org.librate.examples;

import org.librate.core.Tensor;
import org.librate.core.data.Batch;
import org.librate.core.data.BatchOrder;
import org.librate.core.data.Batches;
import org.librate.core.data.Dataset;
import org.librate.core.data.Loader;
import org.librate.core.metric.Metric;

/** A metric of a fitted model on rows that it was not fitted to. */
final class Score {

    /** What the model says of a batch: {@code model::predictProbabilities} of a classifier, {@code model::predict} of a regressor. */
    interface Answers {
        Tensor of(Tensor... inputs);
    }

    private Score() {
    }

    static double of(Metric metric, Answers answers, Dataset rows) {
        Metric.Tally tally = metric.start();
        try (Batches batches = Loader.of(rows).withBatchSize(256).withOrder(BatchOrder.sequential()).open(1)) {
            for (Batch batch : batches) {
                tally.add(answers.of(batch.inputs().toArray(Tensor[]::new)), batch.y(), batch.weights().orElse(null));
            }
        }
        return tally.value();
    }

    /** The mean of what is to be predicted: what to say without looking. */
    static double meanTarget(Dataset rows) {
        double sum = 0;
        try (Batches batches = Loader.of(rows).withBatchSize(256).withOrder(BatchOrder.sequential()).open(1)) {
            for (Batch batch : batches) {
                sum += batch.y().sum().item();
            }
        }
        return sum / rows.size();
    }
}
