package org.librate.nn.train;

import org.librate.core.Tensor;
import org.librate.core.data.Batch;
import org.librate.core.data.Batches;
import org.librate.core.data.Dataset;
import org.librate.core.data.Field;
import org.librate.core.data.Loader;
import org.librate.core.data.Padded;
import org.librate.nn.loss.Loss;

/** The loss of each row of a data set, and how much each counts. */
record RowLosses(double[] losses, double[] weights) {

    private static final int ROWS = 256;

    /** What a network gives. */
    interface Outputs {
        Padded of(Padded... inputs);
    }

    /** Of a row with an answer at every step the mean of those that are real; it counts as often as it has such. */
    static RowLosses of(Dataset data, Task<?> task, Loss loss, Outputs outputs) {
        String target = data.fields().stream().filter(field -> field.role() == Field.Role.TARGET).findFirst().orElseThrow().name();
        double[] losses = new double[data.size()];
        double[] weights = new double[data.size()];
        int at = 0;
        try (Batches batches = Loader.of(data).withBatchSize(ROWS).open(1)) { // the epoch that validation reads
            for (Batch batch : batches) {
                Padded output = outputs.of(batch.padded().toArray(Padded[]::new));
                Judged judged = Tensor.withoutGradients(() -> Judged.of(task, loss, output.values(), output.lengths(), batch.y(),
                        batch.lengths(target).orElse(null)));
                double[] some = judged.losses().toDoubles();
                Tensor counts = judged.answers().weights(batch.weights().orElse(null));
                double[] each = counts == null ? null : counts.toDoubles();
                int steps = some.length / batch.size();
                for (int row = 0; row < batch.size(); row++, at++) {
                    double sum = 0;
                    double weight = 0;
                    for (int k = row * steps; k < (row + 1) * steps; k++) {
                        double w = each == null ? 1 : each[k];
                        sum += w == 0 && steps > 1 ? 0 : w * some[k];
                        weight += w;
                    }
                    losses[at] = steps == 1 ? some[row] : weight == 0 ? 0 : sum / weight;
                    weights[at] = weight;
                }
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
