package org.librate.core.kernel.onednn;

import org.jspecify.annotations.Nullable;
import org.librate.core.DType;
import org.librate.core.kernel.Call;
import org.librate.core.kernel.ForwardingKernels;
import org.librate.core.kernel.KernelOp;
import org.librate.core.kernel.Kernels;
import org.librate.core.kernel.NativeArray;

/** The fast kernels on CPU: oneDNN primitives in float32; everything else goes to the next set. */
public final class OneDnnKernels extends ForwardingKernels {

    private final Plans plans = new Plans();

    /** Loads oneDNN, or fails with what the loader said. */
    public OneDnnKernels(Kernels next) {
        super(next);
        OneDnn.load();
    }

    @Override public String name() {
        return "onednn";
    }

    @Override public Call unary(KernelOp.Unary op, NativeArray x, NativeArray y) {
        Call call = fast(x) ? plans.bind(op, OneDnnElementwise.width(op.fn(), x), OneDnnElementwise::forward, x, y) : null;
        return call != null ? call : super.unary(op, x, y);
    }

    @Override public Call unaryGradient(KernelOp.UnaryGradient op, NativeArray g, NativeArray xOrY, NativeArray dx) {
        Call call = fast(g) ? plans.bind(op, OneDnnElementwise.width(op.fn(), g), OneDnnElementwise::backward, g, xOrY, dx) : null;
        return call != null ? call : super.unaryGradient(op, g, xOrY, dx);
    }

    @Override public Call matmul(KernelOp.Matmul op, NativeArray a, NativeArray b, @Nullable NativeArray bias, NativeArray y) {
        Call call = fast(a) ? plans.bind(op, OneDnnMatmul.width(op, a, y), OneDnnMatmul::lay, a, b, y, bias) : null;
        return call != null ? call : super.matmul(op, a, b, bias, y);
    }

    private static boolean fast(NativeArray x) {
        return x.dtype() == DType.FLOAT32;
    }
}
