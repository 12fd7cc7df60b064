package org.librate.metrics.classification;

import org.librate.core.metric.Metric;

/**
 * A metric that needs no more than which class was taken for which. One confusion matrix serves any number of them:
 *
 * <pre>{@code
 * Confusion confusion = Confusion.of(scores, targets);
 * double mcc = Mcc.metric().from(confusion);
 * }</pre>
 */
public interface DecisionMetric extends Metric {

    /** The metric of a confusion matrix; NaN if nothing was counted. */
    double from(Confusion confusion);

    @Override
    default boolean higherIsBetter() {
        return true;
    }

    @Override
    default Tally start() {
        return new ConfusionTally(this);
    }
}
