package org.librate.core;

import org.librate.core.kernel.BinaryFn;
import org.librate.core.kernel.Execution;
import org.librate.core.kernel.KernelOp;
import org.librate.core.kernel.Longs;
import org.librate.core.kernel.NativeArray;
import org.librate.core.kernel.UnaryFn;

/** Operations without history: one kernel on new memory. Backward functions speak to this. */
final class Compute {

    private static final NativeArray[] NONE = {};

    private Compute() {
    }

    /** Runs an op whose only result is new. */
    static Tensor run(String name, KernelOp op, DType dtype, Shape shape, Tensor... inputs) {
        Tensor y = Tensor.allocate(name, dtype, shape);
        run(op, inputs, y);
        return y;
    }

    /** Runs an op into the given results. */
    static void run(KernelOp op, Tensor[] inputs, Tensor... outputs) {
        Execution.current().run(op, arrays(inputs), arrays(outputs));
    }

    private static NativeArray[] arrays(Tensor[] tensors) {
        if (tensors.length == 0) {
            return NONE;
        }
        NativeArray[] arrays = new NativeArray[tensors.length];
        for (int i = 0; i < arrays.length; i++) {
            arrays[i] = tensors[i].array();
        }
        return arrays;
    }

    // ---- the few that backward functions use again and again ----

    static Tensor binary(String name, BinaryFn fn, Tensor a, Tensor b) {
        Shape shape = Shape.broadcast(name, a.shape(), b.shape());
        DType dtype = fn.isComparison() || fn.isLogical() ? DType.BOOL : a.dtype();
        return run(name, new KernelOp.Binary(fn), dtype, shape, a, b);
    }

    static Tensor add(Tensor a, Tensor b) {
        return binary("add", BinaryFn.ADD, a, b);
    }

    static Tensor sub(Tensor a, Tensor b) {
        return binary("sub", BinaryFn.SUBTRACT, a, b);
    }

    static Tensor mul(Tensor a, Tensor b) {
        return binary("mul", BinaryFn.MULTIPLY, a, b);
    }

    static Tensor div(Tensor a, Tensor b) {
        return binary("div", BinaryFn.DIVIDE, a, b);
    }

    static Tensor linear(Tensor x, double scale, double shift) {
        return run("linear", new KernelOp.Unary(UnaryFn.LINEAR, scale, shift), x.dtype(), x.shape(), x);
    }

    static Tensor where(Tensor condition, Tensor a, Tensor b) {
        Shape shape = Shape.broadcast("where", condition.shape(), Shape.broadcast("where", a.shape(), b.shape()));
        return run("where", new KernelOp.Where(), a.dtype(), shape, condition, a, b);
    }

    /** Zero where the condition is false: unlike a product with 0, it stops NaN and infinity. */
    static Tensor only(Tensor condition, Tensor g) {
        return where(condition, g, Tensor.zeros(g.dtype(), Shape.scalar()));
    }

    static Tensor cast(Tensor x, DType dtype) {
        return x.dtype() == dtype ? x : run("cast", new KernelOp.Cast(), dtype, x.shape(), x);
    }

    static void fill(Tensor y, double value) {
        run(new KernelOp.Fill(value), new Tensor[0], y);
    }

    static void copyInto(Tensor y, Tensor x) {
        run(contiguousCopy(x.size()), new Tensor[] {x}, y);
    }

    static void addInto(Tensor y, Tensor x) {
        run(new KernelOp.Binary(BinaryFn.ADD), new Tensor[] {y, x}, y);
    }

    static void scatterAddInto(Tensor y, int axis, Tensor index, Tensor updates) {
        if (index.size() > 0) {
            run(new KernelOp.ScatterAdd(axis), new Tensor[] {index, updates}, y);
        }
    }

    static KernelOp.CopyBox contiguousCopy(long size) {
        Longs one = Longs.of(1L);
        return new KernelOp.CopyBox(Longs.of(size), 0, one, 0, one);
    }
}
