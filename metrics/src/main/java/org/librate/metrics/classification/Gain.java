package org.librate.metrics.classification;

import org.librate.core.Check;
import org.librate.metrics.Undefined;

/**
 * How many of a class's rows are found in the given share of all rows, taken from the highest scores down: {@code Gain.at(0.1)} of 0.6 means that the
 * first tenth holds 60 % of them.
 *
 * <p>Where the share ends amid rows of the same score, it takes its part of them, as on average over all orders. Undefined without rows of the class.
 *
 * @param fraction how many of the rows are looked at
 * @param average which class
 * @param undefined what it is without rows of the class
 */
public record Gain(double fraction, Average average, Undefined undefined) implements ScoreMetric {

    public Gain {
        Check.require(fraction > 0 && fraction <= 1, "Gain", "fraction must be in (0, 1]", fraction);
    }

    /** Of class 1 of two, in that share of the rows. */
    public static Gain at(double fraction) {
        return new Gain(fraction, Average.BINARY, Undefined.NAN);
    }

    /** Of another class against the rest. */
    public Gain of(int index) {
        return new Gain(fraction, Average.of(index), undefined);
    }

    public Gain withUndefined(Undefined undefined) {
        return new Gain(fraction, average, undefined);
    }

    @Override
    public String name() {
        return "gain_at_" + fraction + average.suffix();
    }

    @Override
    public boolean labels() {
        return false;
    }

    @Override
    public double from(ScoreRows rows) {
        return Averaged.of("gain", rows, average, undefined, ranked -> Areas.gain(ranked, fraction));
    }
}
