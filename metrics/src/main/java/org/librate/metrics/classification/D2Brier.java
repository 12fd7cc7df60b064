package org.librate.metrics.classification;

import org.librate.core.metric.Metric;
import org.librate.metrics.Undefined;

/**
 * How much smaller the {@link Brier} score is than that of always giving each class its share of the rows: 0 is no better. Also called
 * Brier skill score. Undefined where all rows are of one class.
 *
 * @param undefined what it is where all rows are of one class
 */
public record D2Brier(Undefined undefined) implements Metric {

    public static D2Brier metric() {
        return new D2Brier(Undefined.NAN);
    }

    public D2Brier withUndefined(Undefined undefined) {
        return new D2Brier(undefined);
    }

    @Override
    public String name() {
        return "d2_brier";
    }

    @Override
    public boolean higherIsBetter() {
        return true;
    }

    @Override
    public Tally start() {
        return new SkillTally(this, undefined, Brier::losses, frequency -> frequency * (1 - frequency));
    }
}
