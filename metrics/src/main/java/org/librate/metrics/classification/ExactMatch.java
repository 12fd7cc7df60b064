package org.librate.metrics.classification;

import java.util.Arrays;
import org.librate.core.metric.Metric;
import org.librate.metrics.internal.Inputs;
import org.librate.metrics.internal.MeanTally;

/** The share of rows all of whose labels are right, where a row may have several. Scores and targets {@code [n, labels]}, given above one half. */
public record ExactMatch() implements Metric {

    public static ExactMatch metric() {
        return new ExactMatch();
    }

    @Override
    public String name() {
        return "exact_match";
    }

    @Override
    public boolean higherIsBetter() {
        return true;
    }

    @Override
    public Tally start() {
        return new MeanTally(this, (scores, targets) -> {
            Inputs.sameSize(name(), scores, targets);
            double[] given = Inputs.probabilities(name(), scores);
            byte[] wanted = Inputs.labels(name(), targets);
            double[] rows = new double[Inputs.rows(name(), scores)];
            Arrays.fill(rows, 1);
            for (int i = 0; i < given.length; i++) {
                if (given[i] > 0.5 != (wanted[i] == 1)) {
                    rows[i / (given.length / rows.length)] = 0;
                }
            }
            return rows;
        });
    }
}
