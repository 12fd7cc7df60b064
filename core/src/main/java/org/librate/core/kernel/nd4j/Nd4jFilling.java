package org.librate.core.kernel.nd4j;

import org.librate.core.DType;
import org.librate.core.kernel.Call;
import org.librate.core.kernel.KernelOp;
import org.librate.core.kernel.NativeArray;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Setting, converting and testing elements. */
final class Nd4jFilling {

    private Nd4jFilling() {
    }

    static Call fill(KernelOp.Fill op, NativeArray y) {
        if (y.dtype().isFloating()) {
            INDArray out = Nd4jMemory.array(y);
            return HeldCall.of(() -> out.assign(op.value()), y);
        }
        Integers out = Integers.of(y);
        long value = y.dtype() == DType.BOOL && op.value() != 0 ? 1 : (long) op.value();
        int n = (int) y.size();
        return HeldCall.of(() -> {
            for (int i = 0; i < n; i++) {
                out.set(i, value);
            }
        }, y);
    }

    static Call cast(NativeArray x, NativeArray y) {
        INDArray in = Nd4jMemory.array(x);
        INDArray out = Nd4jMemory.array(y);
        return HeldCall.of(() -> out.assign(in), x, y);
    }

    static Call notFinite(NativeArray x, NativeArray y) {
        Reals in = Reals.of(x);
        Integers out = Integers.of(y);
        int n = (int) x.size();
        return HeldCall.of(() -> {
            for (int i = 0; i < n; i++) {
                out.set(i, Double.isFinite(in.get(i)) ? 0 : 1);
            }
        }, x, y);
    }
}
