package org.librate.core.kernel.host;

import org.librate.core.kernel.Call;
import org.librate.core.kernel.KernelOp;
import org.librate.core.kernel.NativeArray;

/** Optimizer updates of float32 buffers, in one loop on one thread: for those that are done before primitives have begun. */
public final class HostOptimizers {

    private HostOptimizers() {
    }

    public static Call adam(KernelOp.Adam op, NativeArray g, NativeArray rate, NativeArray step, NativeArray p, NativeArray m, NativeArray v) {
        return new AdamLoop(op, g, rate, step, p, m, v);
    }
}
