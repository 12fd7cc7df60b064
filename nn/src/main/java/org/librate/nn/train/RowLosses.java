package org.librate.nn.train;

import java.util.Arrays;
import org.librate.core.Tensor;
import org.librate.core.data.Batch;
import org.librate.core.data.Batches;
import org.librate.core.data.Dataset;
import org.librate.core.data.Loader;
import org.librate.nn.loss.Loss;

/** The loss of each row of a data set, and how much each counts. */
record RowLosses(double[] losses, double[] weights) {

    private static final int ROWS = 256;

    /** @param outputs what a network gives */
    static RowLosses of(Dataset data, Task<?> task, Loss loss, RowStream.Answers outputs) {
        double[] losses = new double[data.size()];
        double[] weights = new double[data.size()];
        Arrays.fill(weights, 1);
        int at = 0;
        try (Batches batches = Loader.of(data).withBatchSize(ROWS).open(1)) { // the epoch that validation reads
            for (Batch batch : batches) {
                Tensor output = outputs.of(batch.inputs().toArray(Tensor[]::new));
                double[] some = Tensor.withoutGradients(() -> loss.perRow(output, task.target(batch.y()))).toDoubles();
                System.arraycopy(some, 0, losses, at, some.length);
                if (batch.weights().isPresent()) {
                    System.arraycopy(batch.weights().get().toDoubles(), 0, weights, at, some.length);
                }
                at += some.length;
            }
        }
        return new RowLosses(losses, weights);
    }

    double mean() {
        return mean(losses);
    }

    private double mean(double[] values) {
        double sum = 0;
        double total = 0;
        for (int i = 0; i < values.length; i++) {
            if (weights[i] != 0) {
                sum += weights[i] * values[i];
                total += weights[i];
            }
        }
        return sum / total;
    }

    /** By how much these are less than others of the same rows, on average, and the standard error of that. */
    double[] lessThan(RowLosses others) {
        double[] differences = new double[losses.length];
        for (int i = 0; i < losses.length; i++) {
            differences[i] = others.losses[i] - losses[i];
        }
        double mean = mean(differences);
        double squares = 0;
        double total = 0;
        for (int i = 0; i < losses.length; i++) {
            if (weights[i] != 0) {
                squares += weights[i] * weights[i] * (differences[i] - mean) * (differences[i] - mean);
                total += weights[i];
            }
        }
        return new double[] {mean, Math.sqrt(squares) / total};
    }
}
