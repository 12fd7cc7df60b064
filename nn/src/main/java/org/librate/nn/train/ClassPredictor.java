package org.librate.nn.train;

import org.librate.core.Tensor;
import org.librate.core.data.Dataset;
import org.librate.core.data.Padded;
import org.librate.core.metric.Metric;

/** Whatever tells classes apart by probabilities: a fitted {@link Classifier}, or several of them as one ({@link ClassifierEnsemble}). */
public interface ClassPredictor {

    /** A probability for each class, {@code [n, classes]}. */
    Tensor predictProbabilities(Tensor... inputs);

    /** The class numbers that follow from probabilities: the largest, unless labels may hold together. */
    default Tensor decide(Tensor probabilities) {
        return Sure.of("predict", probabilities).argmax(1);
    }

    /** The class number of each row, int64 {@code [n]}; with labels that may hold together, 0 or 1 for each, {@code [n, labels]}. */
    default Tensor predict(Tensor... inputs) {
        return decide(predictProbabilities(inputs));
    }

    /** The probabilities for padded sequences: {@code [n, classes]}, or {@code [n, time, classes]} with 0 after a row's end. */
    default Tensor predictProbabilities(Padded... inputs) {
        return RowByRow.ask(inputs, this::predictProbabilities);
    }

    /**
     * The class number of each row of padded sequences; where there is one for each step, −1 after a row's end (labels that may hold together: 0).
     */
    default Tensor predict(Padded... inputs) {
        return RowByRow.ask(inputs, this::predict);
    }

    /** The probabilities for all rows of a data set, {@code [rows, classes]}; targets are not needed. Rows are read batch by batch. */
    default Tensor predictProbabilities(Dataset data) {
        return RowStream.answers(data, this::predictProbabilities);
    }

    /** As {@link #predict(Tensor...)}, for all rows of a data set; targets are not needed. Rows are read batch by batch. */
    default Tensor predict(Dataset data) {
        return RowStream.answers(data, this::predict);
    }

    /**
     * How good the probabilities for the rows of a data set are. Rows are read batch by batch, and count by their weights if they have any.
     *
     * <pre>{@code
     * double accuracy = model.evaluate(test, Accuracy.metric()).get(Accuracy.metric());
     * }</pre>
     */
    default Scores evaluate(Dataset data, Metric... metrics) {
        return RowStream.scores(data, this::predictProbabilities, true, metrics);
    }
}
