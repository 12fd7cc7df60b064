package org.librate.metrics.classification;

import org.librate.core.metric.Metric;
import org.librate.metrics.internal.MeanTally;

/**
 * For rows that may have several labels: the share of pairs of a right and a wrong label of a row that are in the wrong order, ties included. 0 for
 * rows with none or all.
 */
public record LabelRankingLoss() implements Metric {

    public static LabelRankingLoss metric() {
        return new LabelRankingLoss();
    }

    @Override
    public String name() {
        return "label_ranking_loss";
    }

    @Override
    public boolean higherIsBetter() {
        return false;
    }

    @Override
    public Tally start() {
        return new MeanTally(this, (scores, targets) -> LabelOrder.rows(name(), scores, targets, LabelRankingLoss::row));
    }

    private static double row(double[] scores, byte[] labels) {
        int right = LabelOrder.count(labels);
        if (right == 0 || right == labels.length) {
            return 0;
        }
        int wrong = 0;
        for (int i = 0; i < labels.length; i++) {
            for (int j = 0; j < labels.length; j++) {
                wrong += labels[i] == 1 && labels[j] == 0 && scores[i] <= scores[j] ? 1 : 0;
            }
        }
        return (double) wrong / right / (labels.length - right);
    }
}
