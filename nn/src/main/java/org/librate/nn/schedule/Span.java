package org.librate.nn.schedule;

import org.librate.core.Check;

/** A length of training, in epochs or in updates. */
public record Span(double length, boolean inEpochs) {

    public Span {
        Check.notNegative("Span", "length", length);
    }

    public static Span ofEpochs(double epochs) {
        return new Span(epochs, true);
    }

    public static Span ofSteps(double steps) {
        return new Span(steps, false);
    }

    /** How many updates it is. */
    public double steps(long stepsPerEpoch) {
        return inEpochs ? length * stepsPerEpoch : length;
    }

    /** How many of these lengths have passed, with their fraction; infinite if the length is 0. */
    double passed(double step, long stepsPerEpoch) {
        double steps = steps(stepsPerEpoch);
        return steps == 0 ? Double.POSITIVE_INFINITY : step / steps;
    }

    Span checked(String schedule) {
        Check.require(length > 0, schedule, "its length must be > 0", this);
        return this;
    }

    @Override
    public String toString() {
        String number = length == Math.rint(length) && Math.abs(length) < 1e15 ? Long.toString((long) length) : Double.toString(length);
        return number + (inEpochs ? " epochs" : " steps");
    }
}
