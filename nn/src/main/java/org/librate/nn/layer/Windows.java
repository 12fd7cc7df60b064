package org.librate.nn.layer;

import org.librate.core.DType;
import org.librate.core.Padding;
import org.librate.core.Shape;
import org.librate.core.Tensor;

/**
 * Windows that slide over time in rows that end before the batch does: each row gets what it would get alone.
 *
 * <p>{@link Padding#SAME} with a stride puts more or fewer zeros before a row, depending on the row's length. Such rows are moved, each to where its
 * own padding would have it, and then the windows stay inside.
 */
record Windows(int size, int stride, int dilation, Padding padding) {

    /** Whether windows under real results see real steps only, so that nothing need be done about the others. */
    boolean seeOnlySteps() {
        return padding.equals(Padding.VALID) || padding.equals(Padding.CAUSAL);
    }

    /** How many windows each row has, given its length. */
    Tensor lengthsAfter(Tensor lengths, long time) {
        int[] table = new int[Math.toIntExact(time) + 1];
        for (int length = 1; length < table.length; length++) {
            table[length] = (int) padding.outputWidth(length, size, stride, dilation);
        }
        return Tensor.of(table).gather(0, lengths);
    }

    /** Whether rows must be moved. */
    private boolean moves() {
        return padding.equals(Padding.SAME) && stride > 1;
    }

    /** How windows go over rows that have been {@link #placed}. */
    Padding paddingOfPlaced() {
        return moves() ? Padding.VALID : padding;
    }

    /** Sequences {@code [n, time, c]} with each row where its windows look for it, and {@code empty} where it has no steps. */
    Tensor placed(Tensor x, Tensor lengths, double empty) {
        Tensor nothing = Tensor.full(x.dtype(), Shape.of(1), empty);
        if (!moves()) {
            return isReal(x, lengths).where(x, nothing);
        }
        long n = x.dim(0);
        long time = x.dim(1);
        Tensor step = steps(time, lengths);
        Tensor real = step.ge(0).and(step.lt(lengths.reshape(n, 1)));
        Tensor first = Tensor.of(range(n, time)).reshape(n, 1);
        Tensor from = real.where(step.add(first), Tensor.full(DType.INT32, Shape.of(1), -1));
        Tensor rows = x.reshape(n * time, x.dim(2)).gather(0, from);
        return real.expandDims(2).where(rows, nothing);
    }

    /** 1 where {@link #placed} has a step, 0 elsewhere, {@code [n, time', 1]}. */
    Tensor counts(Tensor x, Tensor lengths) {
        return placed(Tensor.full(x.dtype(), Shape.of(x.dim(0), x.dim(1), 1), 1), lengths, 0);
    }

    static Tensor isReal(Tensor x, Tensor lengths) {
        return Tensor.of(range(x.dim(1), 1)).reshape(1, x.dim(1), 1).lt(lengths.reshape(lengths.dim(0), 1, 1));
    }

    /** The step that comes to each place of each row, which may be before its first or after its last. */
    private Tensor steps(long time, Tensor lengths) {
        int reach = dilation * (size - 1) + 1;
        int[] before = new int[Math.toIntExact(time) + 1];
        for (int length = 0; length < before.length; length++) {
            int windows = (length + stride - 1) / stride;
            before[length] = Math.max(0, (windows - 1) * stride + reach - length) / 2;
        }
        long places = ((time + stride - 1) / stride - 1) * stride + reach;
        return Tensor.of(range(places, 1)).reshape(1, places).sub(Tensor.of(before).gather(0, lengths).reshape(lengths.dim(0), 1));
    }

    private static int[] range(long n, long step) {
        int[] values = new int[Math.toIntExact(n)];
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.toIntExact(i * step);
        }
        return values;
    }
}
