package org.librate.core.kernel.host;

import org.librate.core.kernel.Call;
import org.librate.core.kernel.KernelOp;
import org.librate.core.kernel.NativeArray;

/** Work along an axis, by index and between layouts, for all element types. */
public final class HostIndexing {

    private HostIndexing() {
    }

    public static Call copyBox(KernelOp.CopyBox op, NativeArray x, NativeArray y) {
        return BoxCopy.of(op, x, y);
    }

    public static Call gather(KernelOp.Gather op, NativeArray x, NativeArray index, NativeArray y) {
        return new Gathering(op, x, index, y);
    }

    public static Call scatterAdd(KernelOp.ScatterAdd op, NativeArray index, NativeArray u, NativeArray y) {
        return new Scattering(op, index, u, y);
    }

    /** −0 and +0 are equal. */
    public static Call sort(KernelOp.Sort op, NativeArray x, NativeArray values, NativeArray positions) {
        return new Sorting(op, x, values, positions);
    }

    /** Floats are summed in double, so that long sums stay good. */
    public static Call cumulativeSum(KernelOp.CumulativeSum op, NativeArray x, NativeArray y) {
        return new RunningSum(op, x, y);
    }

    public static Call argReduce(KernelOp.ArgReduce op, NativeArray x, NativeArray y) {
        return new ArgExtreme(op, x, y);
    }
}
