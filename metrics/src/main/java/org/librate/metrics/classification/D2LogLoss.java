package org.librate.metrics.classification;

import org.librate.core.metric.Metric;
import org.librate.metrics.Undefined;

/**
 * How much smaller the {@link LogLoss} is than that of always giving each class its share of the rows: 0 is no better. Undefined where all rows are
 * of one class.
 *
 * @param undefined what it is where all rows are of one class
 */
public record D2LogLoss(Undefined undefined) implements Metric {

    public static D2LogLoss metric() {
        return new D2LogLoss(Undefined.NAN);
    }

    public D2LogLoss withUndefined(Undefined undefined) {
        return new D2LogLoss(undefined);
    }

    @Override
    public String name() {
        return "d2_log_loss";
    }

    @Override
    public boolean higherIsBetter() {
        return true;
    }

    @Override
    public Tally start() {
        return new SkillTally(this, undefined, LogLoss::losses, frequency -> -frequency * Math.log(frequency));
    }
}
