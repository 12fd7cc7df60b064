package org.librate.metrics.classification;

import java.util.Arrays;
import org.librate.core.ShapeException;
import org.librate.core.Tensor;
import org.librate.metrics.internal.Inputs;

/** What metrics of the order of a row's labels share. */
final class LabelOrder {

    /** The number of a row. */
    interface Row {
        double of(double[] scores, byte[] labels);
    }

    private LabelOrder() {
    }

    static double[] rows(String who, Tensor scores, Tensor targets, Row row) {
        Inputs.sameSize(who, scores, targets);
        if (scores.rank() != 2) {
            throw new ShapeException(who, "needs a score for each label, [n, labels]", "", scores.shape());
        }
        double[] given = Inputs.doubles(who, "scores", scores);
        byte[] wanted = Inputs.labels(who, targets);
        int width = Math.toIntExact(scores.dim(1));
        double[] rows = new double[Inputs.rows(who, scores)];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = row.of(Arrays.copyOfRange(given, i * width, (i + 1) * width), Arrays.copyOfRange(wanted, i * width, (i + 1) * width));
        }
        return rows;
    }

    static int count(byte[] labels) {
        int count = 0;
        for (byte label : labels) {
            count += label;
        }
        return count;
    }
}
