package org.librate.core.kernel.nd4j;

import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import org.librate.core.kernel.Call;
import org.librate.core.kernel.KernelOp;
import org.librate.core.kernel.NativeArray;

/** Moves boxes of elements between strided layouts, bit for bit. ND4J views are not used: they know no negative strides. */
final class StridedCopy {

    /** From here on, one bulk copy is faster than a loop. */
    private static final int LONG_RUN = 16;

    private StridedCopy() {
    }

    static Call copyBox(KernelOp.CopyBox op, NativeArray x, NativeArray y) {
        StridedLoop loop = loop(op, x.start() + op.from(), y.start() + op.to());
        StridedLoop.Row row = row(x, y);
        return HeldCall.of(() -> loop.forEachRow(row), x, y);
    }

    /** Adds the box to what is there, instead of replacing it. Floating types. */
    static Call addBox(KernelOp.CopyBox op, NativeArray x, NativeArray y) {
        StridedLoop loop = loop(op, op.from(), op.to());
        Reals from = Reals.of(x);
        Reals to = Reals.of(y);
        StridedLoop.Row row = (at, step, n) -> {
            for (int i = 0; i < n; i++) {
                to.add(at[1] + i * step[1], from.get(at[0] + i * step[0]));
            }
        };
        return HeldCall.of(() -> loop.forEachRow(row), x, y);
    }

    private static StridedLoop loop(KernelOp.CopyBox op, long from, long to) {
        return StridedLoop.over(op.sizes().toArray(), new long[] {from, to}, op.fromStrides().toArray(), op.toStrides().toArray());
    }

    // One loop for each width, since a buffer has no type in common with another that could be written to without a call for each element.
    private static StridedLoop.Row row(NativeArray x, NativeArray y) {
        return switch (x.dtype().bytes()) {
            case 1 -> bytes(x.block().bytes(), y.block().bytes());
            case 4 -> ints(x.block().ints(), y.block().ints());
            default -> longs(x.block().longs(), y.block().longs());
        };
    }

    private static StridedLoop.Row bytes(ByteBuffer x, ByteBuffer y) {
        return (at, step, n) -> {
            if (n >= LONG_RUN && step[0] == 1 && step[1] == 1) {
                y.put(at[1], x, at[0], n);
                return;
            }
            for (int i = 0; i < n; i++) {
                y.put(at[1] + i * step[1], x.get(at[0] + i * step[0]));
            }
        };
    }

    private static StridedLoop.Row ints(IntBuffer x, IntBuffer y) {
        return (at, step, n) -> {
            if (n >= LONG_RUN && step[0] == 1 && step[1] == 1) {
                y.put(at[1], x, at[0], n);
                return;
            }
            for (int i = 0; i < n; i++) {
                y.put(at[1] + i * step[1], x.get(at[0] + i * step[0]));
            }
        };
    }

    private static StridedLoop.Row longs(LongBuffer x, LongBuffer y) {
        return (at, step, n) -> {
            if (n >= LONG_RUN && step[0] == 1 && step[1] == 1) {
                y.put(at[1], x, at[0], n);
                return;
            }
            for (int i = 0; i < n; i++) {
                y.put(at[1] + i * step[1], x.get(at[0] + i * step[0]));
            }
        };
    }
}
