package org.librate.nn.schedule;

import org.librate.core.Check;

/**
 * A straight line up to 1, which is reached at the last step of the warm-up; there it stays. The first step is not at the start itself, which may be
 * 0, but one step above.
 */
public record Warmup(Span length, double start) implements Schedule {

    public Warmup {
        Check.notNegative("Warmup", "start", start);
    }

    public static Warmup overEpochs(double epochs) {
        return new Warmup(Span.ofEpochs(epochs), 0);
    }

    public static Warmup overSteps(long steps) {
        return new Warmup(Span.ofSteps(steps), 0);
    }

    public Warmup withStart(double start) {
        return new Warmup(length, start);
    }

    @Override
    public double factor(long step, long stepsPerEpoch) {
        return start + (1 - start) * Math.min(1, length.passed(step + 1, stepsPerEpoch));
    }

    @Override
    public String toString() {
        return "Warmup[length=" + length + ", start=" + start + "]";
    }
}
