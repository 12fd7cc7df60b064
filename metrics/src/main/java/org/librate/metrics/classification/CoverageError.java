package org.librate.metrics.classification;

import org.librate.core.metric.Metric;
import org.librate.metrics.internal.MeanTally;

/** For rows that may have several labels: how many labels must be named, by their scores, until all of a row's are among them. */
public record CoverageError() implements Metric {

    public static CoverageError metric() {
        return new CoverageError();
    }

    @Override
    public String name() {
        return "coverage_error";
    }

    @Override
    public boolean higherIsBetter() {
        return false;
    }

    @Override
    public Tally start() {
        return new MeanTally(this, (scores, targets) -> LabelOrder.rows(name(), scores, targets, CoverageError::row));
    }

    private static double row(double[] scores, byte[] labels) {
        double lowest = Double.POSITIVE_INFINITY;
        for (int i = 0; i < labels.length; i++) {
            lowest = labels[i] == 1 ? Math.min(lowest, scores[i]) : lowest;
        }
        int named = 0;
        for (double score : scores) {
            named += score >= lowest ? 1 : 0;
        }
        return named;
    }
}
