package org.librate.core;

import java.util.Objects;

/**
 * Words every complaint of the library alike: who complains, the rule, the value received.
 *
 * <pre>{@code
 * Check.positive("Dense", "units", units);   // Dense: units must be > 0, got -3.
 * }</pre>
 */
public final class Check {

    private Check() {
    }

    public static int positive(String who, String what, int value) {
        require(value > 0, who, what + " must be > 0", value);
        return value;
    }

    public static long positive(String who, String what, long value) {
        require(value > 0, who, what + " must be > 0", value);
        return value;
    }

    public static double positive(String who, String what, double value) {
        require(value > 0 && value < Double.POSITIVE_INFINITY, who, what + " must be > 0 and finite", value);
        return value;
    }

    public static int notNegative(String who, String what, int value) {
        require(value >= 0, who, what + " must be >= 0", value);
        return value;
    }

    public static double notNegative(String who, String what, double value) {
        require(value >= 0 && value < Double.POSITIVE_INFINITY, who, what + " must be >= 0 and finite", value);
        return value;
    }

    /** A probability that may be 0 but not 1, such as the share of units that dropout removes. */
    public static double fraction(String who, String what, double value) {
        require(value >= 0 && value < 1, who, what + " must be in [0, 1)", value);
        return value;
    }

    /** A number in {@code [low, high]}. */
    public static double within(String who, String what, double value, double low, double high) {
        require(value >= low && value <= high, who, what + " must be in [" + low + ", " + high + "]", value);
        return value;
    }

    /** An axis counted from the front, or from the back when negative; the answer counts from the front. */
    public static int axis(String who, int axis, Shape shape) {
        int rank = shape.rank();
        if (axis < -rank || axis >= rank) {
            throw new ShapeException(who, "axis must be in [" + -rank + ", " + (rank - 1) + "]", "got " + axis, shape);
        }
        return axis < 0 ? axis + rank : axis;
    }

    /** {@code who: rule, got value.} unless the rule holds. */
    public static void require(boolean holds, String who, String rule, Object value) {
        if (!holds) {
            throw new IllegalArgumentException(who + ": " + rule + ", got " + value + ".");
        }
    }

    /** {@code who: rule, got value. wayOut} unless the rule holds. */
    public static void require(boolean holds, String who, String rule, Object value, String wayOut) {
        if (!holds) {
            throw new IllegalArgumentException(who + ": " + rule + ", got " + value + ". " + wayOut);
        }
    }

    public static <T> T notNull(String who, String what, T value) {
        return Objects.requireNonNull(value, () -> who + ": " + what + " must not be null.");
    }
}
