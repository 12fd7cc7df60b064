package org.librate.tuning.study;

import org.librate.core.Check;

/**
 * What a study looks for: as little or as much as possible of something.
 *
 * <pre>{@code
 * Study.of(Goal.maximise("accuracy"), Goal.minimise("latency"))
 * }</pre>
 */
public record Goal(String name, boolean maximised) {

    public Goal {
        Check.require(!name.isBlank(), "Goal", "needs a name", "\"" + name + "\"");
    }

    public static Goal minimise(String name) {
        return new Goal(name, false);
    }

    public static Goal maximise(String name) {
        return new Goal(name, true);
    }

    /** Whether one value is better than another. NaN is better than nothing. */
    public boolean better(double one, double other) {
        return maximised ? one > other : one < other;
    }

    /** The value such that less is better; the way back too. */
    double lessIsBetter(double value) {
        return maximised ? -value : value;
    }

    /** As in {@code Goal.minimise("loss")}. */
    @Override
    public String toString() {
        return "Goal." + (maximised ? "maximise" : "minimise") + "(\"" + name + "\")";
    }
}
