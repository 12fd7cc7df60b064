package org.librate.core.kernel;

/** The elementwise functions of two arguments, broadcast as in NumPy. */
public enum BinaryFn {
    ADD, SUBTRACT, MULTIPLY, DIVIDE, MAXIMUM, MINIMUM, POWER,
    /** Comparisons: the result is BOOL; false where either side is NaN, except NOT_EQUAL. */
    EQUAL, NOT_EQUAL, LESS, LESS_EQUAL, GREATER, GREATER_EQUAL,
    /** On BOOL only. */
    AND, OR, XOR;

    public boolean isComparison() {
        return compareTo(EQUAL) >= 0 && compareTo(GREATER_EQUAL) <= 0;
    }

    public boolean isLogical() {
        return compareTo(AND) >= 0;
    }
}
