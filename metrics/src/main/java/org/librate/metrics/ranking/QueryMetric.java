package org.librate.metrics.ranking;

import org.librate.core.metric.Metric;
import org.librate.metrics.Undefined;

/** A metric of one query's items, averaged over queries. */
interface QueryMetric extends Metric {

    /**
     * The metric of a query; NaN where it is undefined.
     *
     * @param scores by which items are ordered, highest first
     * @param relevances how relevant each item is
     */
    double of(double[] scores, double[] relevances);

    Undefined undefined();

    @Override
    default boolean higherIsBetter() {
        return true;
    }

    @Override
    default Tally start() {
        return new QueryTally(this);
    }
}
