package org.librate.metrics.classification;

import org.librate.core.Check;
import org.librate.metrics.Undefined;

/**
 * How many times as many of a class's rows are found in the given share of all rows, taken from the highest scores down, as in as many drawn blindly.
 *
 * <p>Where the share ends amid rows of the same score, it takes its part of them, as on average over all orders. Undefined without rows of the class.
 *
 * @param fraction how many of the rows are looked at
 * @param average which class
 * @param undefined what it is without rows of the class
 */
public record Lift(double fraction, Average average, Undefined undefined) implements ScoreMetric {

    public Lift {
        Check.require(fraction > 0 && fraction <= 1, "Lift", "fraction must be in (0, 1]", fraction);
    }

    /** Of class 1 of two, in that share of the rows. */
    public static Lift at(double fraction) {
        return new Lift(fraction, Average.BINARY, Undefined.NAN);
    }

    /** Of another class against the rest. */
    public Lift of(int index) {
        return new Lift(fraction, Average.of(index), undefined);
    }

    public Lift withUndefined(Undefined undefined) {
        return new Lift(fraction, average, undefined);
    }

    @Override
    public String name() {
        return "lift_at_" + fraction + average.suffix();
    }

    @Override
    public boolean labels() {
        return false;
    }

    @Override
    public double from(ScoreRows rows) {
        return Averaged.of("lift", rows, average, undefined, ranked -> Areas.gain(ranked, fraction) / fraction);
    }
}
