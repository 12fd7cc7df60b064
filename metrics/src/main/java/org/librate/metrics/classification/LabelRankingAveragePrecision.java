package org.librate.metrics.classification;

import org.librate.core.metric.Metric;
import org.librate.metrics.internal.MeanTally;

/**
 * For rows that may have several labels: the mean over a row's labels of how many of those scored at least as high are its labels, too. 1 for rows
 * with none or all.
 */
public record LabelRankingAveragePrecision() implements Metric {

    public static LabelRankingAveragePrecision metric() {
        return new LabelRankingAveragePrecision();
    }

    @Override
    public String name() {
        return "label_ranking_average_precision";
    }

    @Override
    public boolean higherIsBetter() {
        return true;
    }

    @Override
    public Tally start() {
        return new MeanTally(this, (scores, targets) -> LabelOrder.rows(name(), scores, targets, LabelRankingAveragePrecision::row));
    }

    private static double row(double[] scores, byte[] labels) {
        int right = LabelOrder.count(labels);
        if (right == 0 || right == labels.length) {
            return 1;
        }
        double sum = 0;
        for (int i = 0; i < labels.length; i++) {
            int above = 0;
            int hits = 0;
            for (int j = 0; j < labels.length && labels[i] == 1; j++) {
                above += scores[j] >= scores[i] ? 1 : 0;
                hits += scores[j] >= scores[i] ? labels[j] : 0;
            }
            sum += labels[i] == 1 ? (double) hits / above : 0;
        }
        return sum / right;
    }
}
