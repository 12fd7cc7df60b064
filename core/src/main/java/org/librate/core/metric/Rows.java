package org.librate.core.metric;

import java.util.function.DoubleUnaryOperator;
import org.librate.core.ShapeException;
import org.librate.core.Tensor;

/** What the metrics here compute for each row. */
final class Rows {

    private Rows() {
    }

    /** The mean over a row's elements of a function of their error. */
    static double[] meanOfErrors(String who, Tensor scores, Tensor targets, DoubleUnaryOperator cost) {
        if (scores.size() != targets.size() || scores.dim(0) != targets.dim(0)) {
            String wayOut = scores.rank() == 2 && targets.rank() == 1
                    ? "this is for predicted values; how good probabilities for class numbers are, tells Accuracy" : "";
            throw new ShapeException(who, "predictions and targets must match", wayOut, scores.shape(), targets.shape());
        }
        double[] given = scores.toDoubles();
        double[] wanted = targets.toDoubles();
        double[] rows = new double[(int) scores.dim(0)];
        int width = rows.length == 0 ? 0 : given.length / rows.length;
        for (int i = 0; i < given.length; i++) {
            rows[i / width] += cost.applyAsDouble(given[i] - wanted[i]) / width;
        }
        return rows;
    }

    /** The class numbers of targets that are class numbers {@code [n]} or a score for each class {@code [n, classes]}. */
    static int[] classes(Tensor targets, long classes) {
        boolean scored = targets.rank() == 2 && targets.dim(1) == classes && classes > 1;
        return scored ? targets.argmax(1).toInts() : targets.toInts();
    }
}
