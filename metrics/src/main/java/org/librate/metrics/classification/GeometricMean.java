package org.librate.metrics.classification;

import org.librate.core.Check;

/**
 * The geometric mean of the recalls of the classes that occur (Kubat and Matwin 1997): 0 as soon as one class is never found.
 *
 * @param correction what stands for a recall of 0, to tell such models apart; 0 unless said
 */
public record GeometricMean(double correction) implements DecisionMetric {

    public GeometricMean {
        Check.within("GeometricMean", "correction", correction, 0, 1);
    }

    public static GeometricMean metric() {
        return new GeometricMean(0);
    }

    public GeometricMean withCorrection(double correction) {
        return new GeometricMean(correction);
    }

    @Override
    public String name() {
        return "geometric_mean";
    }

    @Override
    public double from(Confusion confusion) {
        double logs = 0; // the product of many classes would be lost below the smallest double
        int classes = 0;
        for (ClassOutcomes one : confusion.counts()) {
            if (one.support() > 0) {
                logs += Math.log(one.truePositives() == 0 ? correction : one.recall());
                classes++;
            }
        }
        return classes == 0 ? Double.NaN : Math.exp(logs / classes);
    }
}
