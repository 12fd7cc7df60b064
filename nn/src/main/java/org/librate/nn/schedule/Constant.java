package org.librate.nn.schedule;

import org.librate.core.Check;

/** The same factor throughout. */
public record Constant(double factor) implements Schedule {

    public Constant {
        Check.notNegative("Constant", "factor", factor);
    }

    public static Constant create() {
        return new Constant(1);
    }

    public static Constant of(double factor) {
        return new Constant(factor);
    }

    @Override
    public double factor(long step, long stepsPerEpoch) {
        return factor;
    }

    @Override
    public String toString() {
        return "Constant[factor=" + factor + "]";
    }
}
