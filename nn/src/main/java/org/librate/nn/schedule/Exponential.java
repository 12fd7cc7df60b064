package org.librate.nn.schedule;

import org.librate.core.Check;

/**
 * The rate falls by the same share in every stretch of the same length: {@code decay^(t / length)}, smoothly or in stairs.
 *
 * @param decay what is left after one length, > 0
 */
public record Exponential(double decay, Span length, boolean stairs) implements Schedule {

    public Exponential {
        Check.positive("Exponential", "decay", decay);
        length.checked("Exponential");
    }

    public static Exponential perEpoch(double decay) {
        return new Exponential(decay, Span.ofEpochs(1), false);
    }

    public static Exponential perStep(double decay) {
        return new Exponential(decay, Span.ofSteps(1), false);
    }

    /** Falls at the end of each length instead of a little at every step. */
    public Exponential withStairs(boolean stairs) {
        return new Exponential(decay, length, stairs);
    }

    @Override
    public double factor(long step, long stepsPerEpoch) {
        double passed = length.passed(step, stepsPerEpoch);
        return Math.pow(decay, stairs ? Math.floor(passed) : passed);
    }

    @Override
    public String toString() {
        return "Exponential[decay=" + decay + ", length=" + length + (stairs ? ", stairs=true" : "") + "]";
    }
}
