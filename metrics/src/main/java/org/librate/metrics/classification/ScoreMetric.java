package org.librate.metrics.classification;

import org.librate.core.metric.Metric;

/** A metric that depends on the order of the scores, and so needs all of them. */
interface ScoreMetric extends Metric {

    /** Whether rows may have several labels. */
    boolean labels();

    /** The metric of at least one row of a weight above 0. */
    double from(ScoreRows rows);

    @Override
    default boolean higherIsBetter() {
        return true;
    }

    @Override
    default Tally start() {
        return new ScoreTally(this);
    }
}
