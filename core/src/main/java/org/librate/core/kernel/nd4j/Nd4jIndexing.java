package org.librate.core.kernel.nd4j;

import org.librate.core.Shape;
import org.librate.core.kernel.Call;
import org.librate.core.kernel.KernelOp;
import org.librate.core.kernel.NativeArray;

/** Gather and scatter. Loops: ND4J's gather fails in M2.1 (deeplearning4j#9756) and knows no negative indices, its scatter promises no order. */
final class Nd4jIndexing {

    private Nd4jIndexing() {
    }

    static Call gather(KernelOp.Gather op, NativeArray x, NativeArray index, NativeArray y) {
        Slices slices = Slices.of(x.shape(), op.axis(), index);
        return x.dtype().isFloating() ? gather(slices, Reals.of(x), Reals.of(y), x, index, y)
                : gather(slices, Integers.of(x), Integers.of(y), x, index, y);
    }

    /** An array seen as [outer, length, inner] around the axis; a slice is the {@code inner} elements at one place of one outer part. */
    private record Slices(int outer, int length, int inner, int taken, Integers index) {

        static Slices of(Shape shape, int axis, NativeArray index) {
            Lines lines = Lines.along(axis, shape);
            return new Slices(lines.count() / lines.step(), lines.length(), lines.step(), (int) index.size(), Integers.of(index));
        }

        /** Moves all slices, one after another. */
        Call call(Move move, NativeArray... held) {
            return HeldCall.of(() -> {
                for (int part = 0; part < outer; part++) {
                    for (int i = 0; i < taken; i++) {
                        move.slice(indexed(part, i), taken(part, i));
                    }
                }
            }, held);
        }

        /** Where the slice lies that the i-th index asks for; negative if it asks for none. */
        private int indexed(int part, int i) {
            long at = index.get(i);
            return at < 0 ? -1 : (part * length + (int) at) * inner;
        }

        /** Where the i-th slice lies among those taken. */
        private int taken(int part, int i) {
            return (part * taken + i) * inner;
        }
    }

    /** What is done with one slice. */
    private interface Move {
        void slice(int indexed, int taken);
    }

    private static Call gather(Slices slices, Reals x, Reals y, NativeArray... held) {
        return slices.call((from, to) -> {
            for (int k = 0; k < slices.inner(); k++) {
                y.set(to + k, from < 0 ? 0 : x.get(from + k));
            }
        }, held);
    }

    private static Call gather(Slices slices, Integers x, Integers y, NativeArray... held) {
        return slices.call((from, to) -> {
            for (int k = 0; k < slices.inner(); k++) {
                y.set(to + k, from < 0 ? 0 : x.get(from + k));
            }
        }, held);
    }

    static Call scatterAdd(KernelOp.ScatterAdd op, NativeArray index, NativeArray u, NativeArray y) {
        Slices slices = Slices.of(y.shape(), op.axis(), index);
        return y.dtype().isFloating() ? scatter(slices, Reals.of(u), Reals.of(y), index, u, y)
                : scatter(slices, Integers.of(u), Integers.of(y), index, u, y);
    }

    private static Call scatter(Slices slices, Reals u, Reals y, NativeArray... held) {
        return slices.call((to, from) -> {
            for (int k = 0; to >= 0 && k < slices.inner(); k++) {
                y.add(to + k, u.get(from + k));
            }
        }, held);
    }

    private static Call scatter(Slices slices, Integers u, Integers y, NativeArray... held) {
        return slices.call((to, from) -> {
            for (int k = 0; to >= 0 && k < slices.inner(); k++) {
                y.add(to + k, u.get(from + k));
            }
        }, held);
    }
}
