package org.librate.nn.schedule;

import org.librate.core.Check;

/**
 * Smith and Topin 2018: up to 1 along half a cosine, then down along another to next to nothing; there it stays. The optimizer's rate is the peak:
 * the largest that does not diverge.
 *
 * @param rise the share of the length that goes up
 * @param start the factor at the start
 * @param end the factor at the end
 */
public record OneCycle(Span length, double rise, double start, double end) implements Schedule {

    public OneCycle {
        length.checked("OneCycle");
        Check.fraction("OneCycle", "rise", rise);
        Check.within("OneCycle", "start", start, 0, 1);
        Check.within("OneCycle", "end", end, 0, 1);
    }

    public static OneCycle overEpochs(double epochs) {
        return new OneCycle(Span.ofEpochs(epochs), 0.3, 0.04, 4e-6);
    }

    public static OneCycle overSteps(long steps) {
        return new OneCycle(Span.ofSteps(steps), 0.3, 0.04, 4e-6);
    }

    public OneCycle withRise(double rise) {
        return new OneCycle(length, rise, start, end);
    }

    public OneCycle withStart(double start) {
        return new OneCycle(length, rise, start, end);
    }

    public OneCycle withEnd(double end) {
        return new OneCycle(length, rise, start, end);
    }

    @Override
    public double factor(long step, long stepsPerEpoch) {
        // the last step of the length is at the end, not one before it
        double last = Math.max(1, length.steps(stepsPerEpoch) - 1);
        double passed = Math.min(1, step / last);
        return passed < rise ? 1 + (start - 1) * Cosine.half(passed / rise) : end + (1 - end) * Cosine.half((passed - rise) / (1 - rise));
    }

    @Override
    public String toString() {
        return "OneCycle[length=" + length + ", rise=" + rise + ", start=" + start + ", end=" + end + "]";
    }
}
