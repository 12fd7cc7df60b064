package org.librate.nn.schedule;

import org.librate.core.Check;

/** From 1 down to an end, {@code end + (1 − end)(1 − t / length)^power}; there it stays. Power 1 is a straight line. */
public record Polynomial(Span length, double power, double end) implements Schedule {

    public Polynomial {
        length.checked("Polynomial");
        Check.positive("Polynomial", "power", power);
        Check.notNegative("Polynomial", "end", end);
    }

    public static Polynomial overEpochs(double epochs) {
        return new Polynomial(Span.ofEpochs(epochs), 1, 0);
    }

    public static Polynomial overSteps(long steps) {
        return new Polynomial(Span.ofSteps(steps), 1, 0);
    }

    public Polynomial withPower(double power) {
        return new Polynomial(length, power, end);
    }

    /** The factor it ends at; 0 unless said. */
    public Polynomial withEnd(double end) {
        return new Polynomial(length, power, end);
    }

    @Override
    public double factor(long step, long stepsPerEpoch) {
        double left = 1 - Math.min(1, length.passed(step, stepsPerEpoch));
        return end + (1 - end) * Math.pow(left, power);
    }

    @Override
    public String toString() {
        return "Polynomial[length=" + length + ", power=" + power + ", end=" + end + "]";
    }
}
