package org.librate.core;

import org.librate.core.kernel.BinaryFn;

/**
 * Integers compared with a number that need not be one of them: {@code x < 0.5} asks {@code x < 1}, and no uint8 is above 300. Turned into
 * the tensor's type first, the number would be another, and the answer wrong.
 */
final class IntegerComparison {

    private IntegerComparison() {
    }

    static Tensor compare(String name, BinaryFn fn, Tensor x, double value) {
        double bound = switch (fn) {
            case LESS, GREATER_EQUAL -> Math.ceil(value);
            case GREATER, LESS_EQUAL -> Math.floor(value);
            default -> value;
        };
        if (bound != Math.rint(bound)) { // NaN, or equality with a fraction: no integer is that
            return all(x, fn == BinaryFn.NOT_EQUAL);
        }
        if (bound < lowest(x.dtype())) {
            return all(x, fn == BinaryFn.GREATER || fn == BinaryFn.GREATER_EQUAL || fn == BinaryFn.NOT_EQUAL);
        }
        if (bound > highest(x.dtype())) {
            return all(x, fn == BinaryFn.LESS || fn == BinaryFn.LESS_EQUAL || fn == BinaryFn.NOT_EQUAL);
        }
        return Compute.binary(name, fn, x, Tensor.full(x.dtype(), Shape.scalar(), bound));
    }

    private static Tensor all(Tensor x, boolean answer) {
        return Tensor.full(DType.BOOL, x.shape(), answer ? 1 : 0);
    }

    private static double lowest(DType dtype) {
        return switch (dtype) {
            case INT32 -> Integer.MIN_VALUE;
            case INT64 -> Long.MIN_VALUE;
            default -> 0;
        };
    }

    private static double highest(DType dtype) {
        return switch (dtype) {
            case INT32 -> Integer.MAX_VALUE;
            case INT64 -> Math.nextDown(0x1p63); // the largest double that is a long
            default -> 255;
        };
    }
}
