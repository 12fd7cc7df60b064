package org.librate.core.kernel.nd4j;

import java.util.Arrays;
import java.util.function.DoubleBinaryOperator;
import java.util.function.LongBinaryOperator;
import org.librate.core.Shape;
import org.librate.core.kernel.Call;
import org.librate.core.kernel.KernelOp;
import org.librate.core.kernel.Longs;
import org.librate.core.kernel.NativeArray;
import org.librate.core.kernel.ReduceFn;

/**
 * Reductions and what else runs along an axis.
 *
 * <p>Loops, not ND4J: its max, min and argmax skip NaN, and it adds floats up in floats. One loop with double sums is right, and
 * as fast as ND4J over columns.
 */
final class Nd4jReductions {

    private Nd4jReductions() {
    }

    static Call reduce(KernelOp.Reduce op, NativeArray x, NativeArray y) {
        return HeldCall.of(x.dtype().isFloating() ? reals(op, x, y) : integers(op, x, y), x, y);
    }

    private static Runnable reals(KernelOp.Reduce op, NativeArray x, NativeArray y) {
        DoubleBinaryOperator combine = switch (op.fn()) {
            case SUM, MEAN -> Double::sum;
            case SUM_OF_SQUARES -> (sum, v) -> sum + v * v;
            case PRODUCT -> (product, v) -> product * v;
            case MAX -> Math::max;
            case MIN -> Math::min;
            case ANY, ALL -> throw needsBool(op, x);
        };
        double identity = switch (op.fn()) {
            case PRODUCT -> 1;
            case MAX -> Double.NEGATIVE_INFINITY;
            case MIN -> Double.POSITIVE_INFINITY;
            default -> 0;
        };
        int results = (int) y.size();
        double share = op.fn() == ReduceFn.MEAN ? (double) y.size() / x.size() : 1;
        Reals in = Reals.of(x);
        Reals out = Reals.of(y);
        StridedLoop loop = loop(op.axes(), x.shape());
        double[] partial = new double[results];
        StridedLoop.Row row = (at, step, n) -> {
            if (step[1] == 0) {
                double one = partial[at[1]];
                for (int i = 0; i < n; i++) {
                    one = combine.applyAsDouble(one, in.get(at[0] + i));
                }
                partial[at[1]] = one;
            } else {
                for (int i = 0; i < n; i++) {
                    partial[at[1] + i] = combine.applyAsDouble(partial[at[1] + i], in.get(at[0] + i));
                }
            }
        };
        return () -> {
            Arrays.fill(partial, identity);
            loop.forEachRow(row);
            for (int i = 0; i < results; i++) {
                out.set(i, partial[i] * share);
            }
        };
    }

    private static Runnable integers(KernelOp.Reduce op, NativeArray x, NativeArray y) {
        LongBinaryOperator combine = switch (op.fn()) {
            case SUM -> Long::sum;
            case SUM_OF_SQUARES -> (sum, v) -> sum + v * v;
            case PRODUCT -> (product, v) -> product * v;
            case MAX -> Math::max;
            case MIN -> Math::min;
            case ANY -> (any, v) -> any | v;
            case ALL -> (all, v) -> all & v;
            case MEAN -> throw new IllegalArgumentException("Nd4jKernels: MEAN needs a floating type, got " + x + ". Cast it first.");
        };
        long identity = switch (op.fn()) {
            case PRODUCT, ALL -> 1;
            case MAX -> Long.MIN_VALUE;
            case MIN -> Long.MAX_VALUE;
            default -> 0;
        };
        int results = (int) y.size();
        Integers in = Integers.of(x);
        Integers out = Integers.of(y);
        StridedLoop loop = loop(op.axes(), x.shape());
        long[] partial = new long[results];
        StridedLoop.Row row = (at, step, n) -> {
            for (int i = 0; i < n; i++) {
                int slot = at[1] + i * step[1];
                partial[slot] = combine.applyAsLong(partial[slot], in.get(at[0] + i));
            }
        };
        return () -> {
            Arrays.fill(partial, identity);
            loop.forEachRow(row);
            for (int i = 0; i < results; i++) {
                out.set(i, partial[i]);
            }
        };
    }

    private static IllegalArgumentException needsBool(KernelOp.Reduce op, NativeArray x) {
        return new IllegalArgumentException("Nd4jKernels: " + op.fn() + " needs BOOL, got " + x + ". Compare first.");
    }

    /** All of x in order, beside the result with strides of 0 along the reduced axes. */
    private static StridedLoop loop(Longs axes, Shape x) {
        Shape kept = x;
        for (int i = 0; i < axes.size(); i++) {
            kept = kept.with((int) axes.get(i), 1);
        }
        return StridedLoop.broadcast(x, x, kept);
    }

    static Call argReduce(KernelOp.ArgReduce op, NativeArray x, NativeArray y) {
        Lines lines = Lines.along(op.axis(), x.shape());
        Integers out = Integers.of(y);
        Runnable work;
        if (x.dtype().isFloating()) {
            Reals in = Reals.of(x);
            work = () -> {
                for (int line = 0; line < lines.count(); line++) {
                    out.set(line, winner(in, lines.start(line), lines, op.largest()));
                }
            };
        } else {
            Integers in = Integers.of(x);
            work = () -> {
                for (int line = 0; line < lines.count(); line++) {
                    out.set(line, winner(in, lines.start(line), lines, op.largest()));
                }
            };
        }
        return HeldCall.of(work, x, y);
    }

    private static int winner(Reals x, int start, Lines lines, boolean largest) {
        int best = 0;
        double bestValue = x.get(start);
        for (int i = 1; i < lines.length() && !Double.isNaN(bestValue); i++) {
            double value = x.get(start + i * lines.step());
            if (Double.isNaN(value) || (largest ? value > bestValue : value < bestValue)) {
                best = i;
                bestValue = value;
            }
        }
        return best;
    }

    private static int winner(Integers x, int start, Lines lines, boolean largest) {
        int best = 0;
        long bestValue = x.get(start);
        for (int i = 1; i < lines.length(); i++) {
            long value = x.get(start + i * lines.step());
            if (largest ? value > bestValue : value < bestValue) {
                best = i;
                bestValue = value;
            }
        }
        return best;
    }

    static Call cumulativeSum(KernelOp.CumulativeSum op, NativeArray x, NativeArray y) {
        Lines lines = Lines.along(op.axis(), x.shape());
        int step = op.reversed() ? -lines.step() : lines.step();
        int first = op.reversed() ? (lines.length() - 1) * lines.step() : 0;
        Runnable work;
        if (x.dtype().isFloating()) {
            Reals in = Reals.of(x);
            Reals out = Reals.of(y);
            work = () -> {
                for (int line = 0; line < lines.count(); line++) {
                    double sum = 0;
                    for (int i = 0, at = lines.start(line) + first; i < lines.length(); i++, at += step) {
                        sum += in.get(at);
                        out.set(at, sum);
                    }
                }
            };
        } else {
            Integers in = Integers.of(x);
            Integers out = Integers.of(y);
            work = () -> {
                for (int line = 0; line < lines.count(); line++) {
                    long sum = 0;
                    for (int i = 0, at = lines.start(line) + first; i < lines.length(); i++, at += step) {
                        sum += in.get(at);
                        out.set(at, sum);
                    }
                }
            };
        }
        return HeldCall.of(work, x, y);
    }
}
