package org.librate.core;

import java.nio.ByteBuffer;
import org.librate.core.kernel.Call;
import org.librate.core.kernel.KernelOp;
import org.librate.core.kernel.Kernels;
import org.librate.core.kernel.NativeArray;

/**
 * Values that a step brings along from Java. Two runs of a step are the same program only if these are equal, so a value
 * that changes from run to run (a learning rate made inside the step, say) keeps the step from being replayed with a stale one.
 */
record Constant(ByteBuffer content) implements KernelOp {

    @Override
    public Call bind(Kernels kernels, NativeArray[] in, NativeArray[] out) {
        NativeArray y = out[0];
        int offset = y.start() * y.dtype().bytes();
        return () -> y.block().bytes().put(offset, content.array(), 0, content.capacity());
    }

    @Override
    public String toString() {
        return "Constant[" + content.capacity() + " bytes]";
    }
}
