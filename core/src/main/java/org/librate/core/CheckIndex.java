package org.librate.core;

import org.librate.core.kernel.Call;
import org.librate.core.kernel.KernelOp;
import org.librate.core.kernel.Kernels;
import org.librate.core.kernel.Longs;
import org.librate.core.kernel.NativeArray;

/** Looks for an index beyond its axis, also when a step is replayed: kernels trust what they are given. */
record CheckIndex(String who, long length, Longs shape) implements KernelOp {

    @Override
    public boolean updates() {
        return true;
    }

    @Override
    public Call bind(Kernels kernels, NativeArray[] in, NativeArray[] out) {
        NativeArray index = in[0];
        int n = (int) index.size();
        int start = index.start();
        return () -> {
            for (int i = 0; i < n; i++) {
                long at = index.dtype() == DType.INT64 ? index.block().longs().get(start + i) : index.block().ints().get(start + i);
                if (at >= length) {
                    throw new IndexOutOfBoundsException(who + ": indices must be below " + length + ", got " + at + " at position " + i
                            + " of the index. Shapes " + shape + " and " + index.shape() + ".");
                }
            }
        };
    }
}
