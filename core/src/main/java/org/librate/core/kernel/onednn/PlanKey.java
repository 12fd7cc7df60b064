package org.librate.core.kernel.onednn;

import java.util.Arrays;
import org.librate.core.Shape;
import org.librate.core.kernel.KernelOp;
import org.librate.core.kernel.NativeArray;

/** What a plan depends on. */
final class PlanKey {

    private final KernelOp op;
    private final int width;
    private final Object[] signature; // type and shape of each array
    private final int hash;

    PlanKey(KernelOp op, int width, NativeArray[] arrays) {
        this.op = op;
        this.width = width;
        this.signature = new Object[arrays.length * 2];
        int h = op.getClass().hashCode() * 31 + op.hashCode();
        h = h * 31 + width;
        for (int i = 0; i < arrays.length; i++) {
            NativeArray array = arrays[i];
            Shape shape = array.shape();
            signature[2 * i] = shape;
            signature[2 * i + 1] = array.dtype();
            h = (h * 31 + shape.hashCode()) * 31 + array.dtype().ordinal();
        }
        this.hash = h;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PlanKey key && hash == key.hash && width == key.width && op.equals(key.op) && Arrays.equals(signature, key.signature);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
