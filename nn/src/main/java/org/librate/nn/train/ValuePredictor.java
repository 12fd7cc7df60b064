package org.librate.nn.train;

import org.librate.core.Tensor;
import org.librate.core.data.Dataset;
import org.librate.core.data.Padded;
import org.librate.core.metric.Metric;

/** Whatever predicts values: a fitted {@link Regressor}, or several of them as one ({@link RegressorEnsemble}). */
public interface ValuePredictor {

    /** The predicted values, {@code [n, ..]}. */
    Tensor predict(Tensor... inputs);

    /** The predicted values for padded sequences; where there are some for each step, 0 after a row's end. */
    default Tensor predict(Padded... inputs) {
        return RowByRow.ask(inputs, this::predict);
    }

    /** The predicted values for all rows of a data set; targets are not needed. Rows are read batch by batch. */
    default Tensor predict(Dataset data) {
        return RowStream.answers(data, this::predict);
    }

    /**
     * How good the predictions for the rows of a data set are. Rows are read batch by batch, and count by their weights if they have any.
     *
     * <pre>{@code
     * System.out.println(model.evaluate(test, Mae.metric(), Mse.metric()));       // 800 rows  mae 0.1693  mse 0.0448
     * }</pre>
     */
    default Scores evaluate(Dataset data, Metric... metrics) {
        return RowStream.scores(data, this::predict, false, metrics);
    }
}
