package org.librate.nn.schedule;

import org.librate.core.Check;

/**
 * Smith 2017: from low to 1 and back in straight lines, again and again, half a length up and half a length down. With a decay the peaks come closer
 * to low.
 *
 * @param decay what is left of each peak's height above low after one cycle
 */
public record Cyclic(Span length, double low, double decay) implements Schedule {

    public Cyclic {
        length.checked("Cyclic");
        Check.within("Cyclic", "low", low, 0, 1);
        Check.within("Cyclic", "decay", decay, 0, 1);
    }

    public static Cyclic everyEpochs(double epochs) {
        return new Cyclic(Span.ofEpochs(epochs), 0.1, 1);
    }

    public static Cyclic everySteps(long steps) {
        return new Cyclic(Span.ofSteps(steps), 0.1, 1);
    }

    /** The factor at the bottom; 0.1 unless said. */
    public Cyclic withLow(double low) {
        return new Cyclic(length, low, decay);
    }

    public Cyclic withDecay(double decay) {
        return new Cyclic(length, low, decay);
    }

    @Override
    public double factor(long step, long stepsPerEpoch) {
        double passed = length.passed(step, stepsPerEpoch);
        double cycle = Math.floor(passed);
        double height = 1 - Math.abs(2 * (passed - cycle) - 1);
        return low + (1 - low) * height * Math.pow(decay, cycle);
    }

    @Override
    public String toString() {
        return "Cyclic[length=" + length + ", low=" + low + ", decay=" + decay + "]";
    }
}
