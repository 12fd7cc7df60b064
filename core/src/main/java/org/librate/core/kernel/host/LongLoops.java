package org.librate.core.kernel.host;

import org.librate.core.kernel.BinaryFn;
import org.librate.core.kernel.UnaryFn;

/** The functions of integers, and of BOOL as 0 and 1: computed in 64 bits, cut to the type's width when they are stored. */
final class LongLoops {

    private LongLoops() {
    }

    /** a = fn(a, b); comparisons give 1 or 0. */
    static void binary(BinaryFn fn, long[] a, long[] b, int n) {
        for (int i = 0; i < n; i++) {
            a[i] = value(fn, a[i], b[i]);
        }
    }

    private static long value(BinaryFn fn, long a, long b) {
        return switch (fn) {
            case ADD -> a + b;
            case SUBTRACT -> a - b;
            case MULTIPLY -> a * b;
            case DIVIDE -> quotient(a, b);
            case MAXIMUM -> Math.max(a, b);
            case MINIMUM -> Math.min(a, b);
            case POWER -> power(a, b);
            case EQUAL -> a == b ? 1 : 0;
            case NOT_EQUAL -> a != b ? 1 : 0;
            case LESS -> a < b ? 1 : 0;
            case LESS_EQUAL -> a <= b ? 1 : 0;
            case GREATER -> a > b ? 1 : 0;
            case GREATER_EQUAL -> a >= b ? 1 : 0;
            case AND -> a & b;
            case OR -> a | b;
            case XOR -> a ^ b;
        };
    }

    private static long quotient(long a, long b) {
        if (b == 0) {
            throw new ArithmeticException("Tensor: integers cannot be divided by 0, got " + a + " / 0. Cast to a floating type, or mask the zeros.");
        }
        return a / b;
    }

    /** Wraps around like multiplication; a negative exponent gives the reciprocal truncated toward zero. */
    static long power(long a, long b) {
        if (b < 0) {
            return a == 0 ? quotient(1, a) : a == 1 ? 1 : a == -1 ? ((b & 1) == 0 ? 1 : -1) : 0;
        }
        long result = 1;
        long square = a;
        for (long rest = b; rest > 0; rest >>= 1) {
            if ((rest & 1) == 1) {
                result *= square;
            }
            square *= square;
        }
        return result;
    }

    /** x = fn(x) for the functions that take integers. */
    static void unary(UnaryFn fn, long[] x, int n, double a, double b) {
        for (int i = 0; i < n; i++) {
            x[i] = value(fn, x[i], a, b);
        }
    }

    private static long value(UnaryFn fn, long x, double a, double b) {
        return switch (fn) {
            case LINEAR -> a == Math.rint(a) && b == Math.rint(b) ? (long) a * x + (long) b : (long) (a * x + b);
            case NEGATE -> -x;
            case ABS -> Math.abs(x);
            case SIGN -> Long.signum(x);
            case SQUARE -> x * x;
            case CLIP -> Math.min(Math.max(x, (long) Math.ceil(a)), (long) Math.floor(b));
            default -> throw new IllegalArgumentException("Tensor: " + fn + " needs a floating type. Cast first.");
        };
    }
}
