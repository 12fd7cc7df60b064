package org.librate.core.kernel.host;

import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import org.librate.core.DType;
import org.librate.core.Shape;
import org.librate.core.kernel.NativeArray;

/**
 * An array read as if it had been stretched to the shape of a result: chunk by chunk, in the result's order.
 *
 * <p>Axes over which the array moves evenly are merged, so that what is left is usually the whole array, one number, or a row that repeats.
 *
 * <p>The walk over rows and columns is written out for each type: it is short, and what it does with a run differs, as it must to be fast.
 */
final class Operand {

    private static final int WHOLE = -1;
    private static final int[] NONE = {};
    private static final int FEW = 8; // below this a loop beats a bulk copy

    private final NativeArray array;
    private final int start;
    private final int inner; // the length of the innermost run, or WHOLE
    private final int step; // 1, or 0 where one element repeats
    private final int[] outerLengths; // innermost first
    private final int[] outerSteps;

    private Operand(NativeArray array, int inner, int step, int[] outerLengths, int[] outerSteps) {
        this.array = array;
        this.start = array.start();
        this.inner = inner;
        this.step = step;
        this.outerLengths = outerLengths;
        this.outerSteps = outerSteps;
    }

    static Operand whole(NativeArray array) {
        return new Operand(array, WHOLE, 1, NONE, NONE);
    }

    static Operand stretched(NativeArray array, Shape to) {
        if (array.size() == to.size()) { // lengths of 1 may differ, the order does not
            return whole(array);
        }
        if (array.size() == 1) {
            return new Operand(array, Integer.MAX_VALUE, 0, NONE, NONE);
        }
        Shape shape = array.shape();
        int rank = to.rank();
        int[] lengths = new int[rank];
        int[] steps = new int[rank];
        int merged = 0;
        int stride = 1;
        for (int axis = 1; axis <= rank; axis++) {
            int length = (int) to.dim(-axis);
            if (length == 1) {
                continue;
            }
            int own = axis <= shape.rank() ? (int) shape.dim(-axis) : 1;
            int move = own == 1 ? 0 : stride;
            stride *= own;
            if (merged > 0 && move == (steps[merged - 1] == 0 ? 0 : steps[merged - 1] * lengths[merged - 1])) {
                lengths[merged - 1] *= length;
            } else {
                lengths[merged] = length;
                steps[merged] = move;
                merged++;
            }
        }
        return new Operand(array, lengths[0], steps[0], Arrays.copyOfRange(lengths, 1, merged), Arrays.copyOfRange(steps, 1, merged));
    }

    DType dtype() {
        return array.dtype();
    }

    /** Where in the buffer the run begins that holds element {@code column} of the given row. */
    private int source(int row, int column) {
        int at = start + column * step;
        int rest = row;
        for (int i = 0; i < outerLengths.length - 1; i++) {
            at += rest % outerLengths[i] * outerSteps[i];
            rest /= outerLengths[i];
        }
        return outerLengths.length == 0 ? at : at + rest * outerSteps[outerLengths.length - 1];
    }

    void floats(int from, int count, float[] to) {
        FloatBuffer buffer = array.block().floats();
        if (inner == WHOLE) {
            buffer.get(start + from, to, 0, count);
            return;
        }
        int row = from / inner;
        int column = from % inner;
        for (int done = 0; done < count; row++, column = 0) {
            int run = Math.min(inner - column, count - done);
            int source = source(row, column);
            if (step == 0) {
                Arrays.fill(to, done, done + run, buffer.get(source));
            } else if (run >= FEW) {
                buffer.get(source, to, done, run);
            } else {
                for (int i = 0; i < run; i++) {
                    to[done + i] = buffer.get(source + i);
                }
            }
            done += run;
        }
    }

    void doubles(int from, int count, double[] to) {
        DoubleBuffer buffer = array.block().doubles();
        if (inner == WHOLE) {
            buffer.get(start + from, to, 0, count);
            return;
        }
        int row = from / inner;
        int column = from % inner;
        for (int done = 0; done < count; row++, column = 0) {
            int run = Math.min(inner - column, count - done);
            int source = source(row, column);
            for (int i = 0; i < run; i++) {
                to[done + i] = buffer.get(source + i * step);
            }
            done += run;
        }
    }

    /** The elements of any integer type or BOOL, and the bits of a FLOAT64. */
    void longs(int from, int count, long[] to) {
        if (inner == WHOLE) {
            longRun(start + from, 1, count, to, 0);
            return;
        }
        int row = from / inner;
        int column = from % inner;
        for (int done = 0; done < count; row++, column = 0) {
            int run = Math.min(inner - column, count - done);
            longRun(source(row, column), step, run, to, done);
            done += run;
        }
    }

    private void longRun(int source, int step, int run, long[] to, int done) {
        switch (array.dtype()) {
            case INT32 -> {
                IntBuffer buffer = array.block().ints();
                for (int i = 0; i < run; i++) {
                    to[done + i] = buffer.get(source + i * step);
                }
            }
            case UINT8, BOOL -> {
                var buffer = array.block().bytes();
                for (int i = 0; i < run; i++) {
                    to[done + i] = buffer.get(source + i * step) & 0xFF;
                }
            }
            default -> {
                LongBuffer buffer = array.block().longs();
                for (int i = 0; i < run; i++) {
                    to[done + i] = buffer.get(source + i * step);
                }
            }
        }
    }

    /** The elements of INT32, UINT8 and BOOL, and the bits of a FLOAT32. */
    void ints(int from, int count, int[] to) {
        if (inner == WHOLE) {
            intRun(start + from, 1, count, to, 0);
            return;
        }
        int row = from / inner;
        int column = from % inner;
        for (int done = 0; done < count; row++, column = 0) {
            int run = Math.min(inner - column, count - done);
            intRun(source(row, column), step, run, to, done);
            done += run;
        }
    }

    private void intRun(int source, int step, int run, int[] to, int done) {
        if (array.dtype().bytes() == 1) {
            var buffer = array.block().bytes();
            for (int i = 0; i < run; i++) {
                to[done + i] = buffer.get(source + i * step) & 0xFF;
            }
        } else if (step == 1) {
            array.block().ints().get(source, to, done, run);
        } else {
            Arrays.fill(to, done, done + run, array.block().ints().get(source));
        }
    }
}
