package org.librate.core.kernel.nd4j;

import java.util.function.DoubleBinaryOperator;
import java.util.function.LongBinaryOperator;
import org.librate.core.kernel.BinaryFn;
import org.librate.core.kernel.Call;
import org.librate.core.kernel.KernelOp;
import org.librate.core.kernel.NativeArray;
import org.nd4j.linalg.api.ops.DynamicCustomOp;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Broadcast arithmetic, comparison, logic and choice. Floating arithmetic is ND4J's, except for maximum and minimum, which
 * lose a NaN on one side there; integers and truth values are loops.
 */
final class Nd4jBinary {

    private Nd4jBinary() {
    }

    static Call binary(KernelOp.Binary op, NativeArray a, NativeArray b, NativeArray y) {
        if (!a.dtype().isFloating()) {
            return integers(integerFunction(op.fn()), a, b, y);
        }
        return switch (op.fn()) {
            case MAXIMUM -> reals(Math::max, a, b, y);
            case MINIMUM -> reals(Math::min, a, b, y);
            default -> nd4j(name(op.fn()), a, b, y);
        };
    }

    private static Call nd4j(String name, NativeArray a, NativeArray b, NativeArray y) {
        Nd4jRuntime.require(); // the next line loads much of ND4J
        DynamicCustomOp op = DynamicCustomOp.builder(name).addInputs(Nd4jMemory.array(a), Nd4jMemory.array(b)).addOutputs(Nd4jMemory.array(y))
                .build();
        return HeldCall.of(() -> Nd4j.exec(op), a, b, y);
    }

    private static String name(BinaryFn fn) {
        return switch (fn) {
            case ADD -> "add";
            case SUBTRACT -> "subtract";
            case MULTIPLY -> "multiply";
            case DIVIDE -> "divide";
            case POWER -> "Pow";
            case EQUAL -> "equals";
            case NOT_EQUAL -> "not_equals";
            case LESS -> "less";
            case LESS_EQUAL -> "less_equal";
            case GREATER -> "greater";
            case GREATER_EQUAL -> "greater_equal";
            default -> throw new IllegalArgumentException("Nd4jKernels: " + fn + " must not be used on floating types.");
        };
    }

    private static Call reals(DoubleBinaryOperator function, NativeArray a, NativeArray b, NativeArray y) {
        StridedLoop loop = StridedLoop.broadcast(y.shape(), a.shape(), b.shape(), y.shape());
        Reals left = Reals.of(a);
        Reals right = Reals.of(b);
        Reals out = Reals.of(y);
        StridedLoop.Row row = (at, step, n) -> {
            for (int i = 0; i < n; i++) {
                out.set(at[2] + i * step[2], function.applyAsDouble(left.get(at[0] + i * step[0]), right.get(at[1] + i * step[1])));
            }
        };
        return HeldCall.of(() -> loop.forEachRow(row), a, b, y);
    }

    private static Call integers(LongBinaryOperator function, NativeArray a, NativeArray b, NativeArray y) {
        StridedLoop loop = StridedLoop.broadcast(y.shape(), a.shape(), b.shape(), y.shape());
        Integers left = Integers.of(a);
        Integers right = Integers.of(b);
        Integers out = Integers.of(y);
        StridedLoop.Row row = (at, step, n) -> {
            for (int i = 0; i < n; i++) {
                out.set(at[2] + i * step[2], function.applyAsLong(left.get(at[0] + i * step[0]), right.get(at[1] + i * step[1])));
            }
        };
        return HeldCall.of(() -> loop.forEachRow(row), a, b, y);
    }

    private static LongBinaryOperator integerFunction(BinaryFn fn) {
        return switch (fn) {
            case ADD -> Long::sum;
            case SUBTRACT -> (a, b) -> a - b;
            case MULTIPLY -> (a, b) -> a * b;
            case DIVIDE -> Nd4jBinary::quotient;
            case MAXIMUM -> Math::max;
            case MINIMUM -> Math::min;
            case POWER -> Nd4jBinary::power;
            case EQUAL -> (a, b) -> a == b ? 1 : 0;
            case NOT_EQUAL -> (a, b) -> a != b ? 1 : 0;
            case LESS -> (a, b) -> a < b ? 1 : 0;
            case LESS_EQUAL -> (a, b) -> a <= b ? 1 : 0;
            case GREATER -> (a, b) -> a > b ? 1 : 0;
            case GREATER_EQUAL -> (a, b) -> a >= b ? 1 : 0;
            case AND -> (a, b) -> a & b;
            case OR -> (a, b) -> a | b;
            case XOR -> (a, b) -> a ^ b;
        };
    }

    private static long quotient(long a, long b) {
        if (b == 0) {
            throw new ArithmeticException("Tensor.div: an integer cannot be divided by zero, got " + a
                    + " / 0. Cast to a floating type for infinities.");
        }
        return a / b;
    }

    /** By squaring; a negative power of an integer is a fraction, cut to 0 except for 1 and −1. */
    private static long power(long base, long exponent) {
        if (exponent < 0) {
            return base == 1 ? 1 : base == -1 ? (exponent % 2 == 0 ? 1 : -1) : 0;
        }
        long result = 1;
        for (long e = exponent, square = base; e > 0; e >>= 1, square *= square) {
            if ((e & 1) == 1) {
                result *= square;
            }
        }
        return result;
    }

    static Call where(NativeArray condition, NativeArray a, NativeArray b, NativeArray y) {
        StridedLoop loop = StridedLoop.broadcast(y.shape(), condition.shape(), a.shape(), b.shape(), y.shape());
        Integers choice = Integers.of(condition);
        StridedLoop.Row row = y.dtype().isFloating() ? chooseReals(choice, Reals.of(a), Reals.of(b), Reals.of(y))
                : chooseIntegers(choice, Integers.of(a), Integers.of(b), Integers.of(y));
        return HeldCall.of(() -> loop.forEachRow(row), condition, a, b, y);
    }

    private static StridedLoop.Row chooseReals(Integers choice, Reals a, Reals b, Reals y) {
        return (at, step, n) -> {
            for (int i = 0; i < n; i++) {
                boolean first = choice.get(at[0] + i * step[0]) != 0;
                y.set(at[3] + i * step[3], first ? a.get(at[1] + i * step[1]) : b.get(at[2] + i * step[2]));
            }
        };
    }

    private static StridedLoop.Row chooseIntegers(Integers choice, Integers a, Integers b, Integers y) {
        return (at, step, n) -> {
            for (int i = 0; i < n; i++) {
                boolean first = choice.get(at[0] + i * step[0]) != 0;
                y.set(at[3] + i * step[3], first ? a.get(at[1] + i * step[1]) : b.get(at[2] + i * step[2]));
            }
        };
    }
}
