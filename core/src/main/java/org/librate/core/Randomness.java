package org.librate.core;

import org.jspecify.annotations.Nullable;
import org.librate.core.kernel.KernelOp;
import org.librate.core.kernel.RandomFn;
import org.librate.core.random.RandomStream;

/** Operations that draw random numbers: by a key, so that the same key gives the same numbers. */
final class Randomness {

    private Randomness() {
    }

    /** The key that kernels draw from: the same numbers as the stream gives itself. */
    static Tensor key(RandomStream stream) {
        return Tensor.of(stream.key(), stream.draw()).named("key");
    }

    static Tensor draw(String name, RandomFn fn, double a, double b, DType dtype, Shape shape, RandomStream stream) {
        return Compute.run(name, new KernelOp.Random(fn, a, b), dtype, shape, key(stream));
    }

    static Tensor normal(DType dtype, Shape shape, double mean, double deviation, Tensor key) {
        Check.require(dtype.isFloating(), "normal", "needs a floating type", dtype);
        checkKey("normal", key);
        return Compute.run("normal", new KernelOp.Random(RandomFn.NORMAL, mean, deviation), dtype, shape, key);
    }

    static void checkKey(String name, Tensor key) {
        if (key.dtype() != DType.INT64 || !key.shape().equals(Shape.of(2))) {
            throw new ShapeException(name, "the key must be INT64 [2]: a stream's key and the draw", "got " + key.dtype(), key.shape());
        }
    }

    /** y = x · mask, with the mask 0 or 1 / (1 − rate).  dx = g · mask. */
    static Tensor dropout(Tensor x, double rate, Tensor key) {
        return dropout("dropout", x, rate, key, null);
    }

    /** y = onto + x · mask.  donto = g,  dx = g · mask. */
    static Tensor addDropped(Tensor onto, Tensor x, double rate, Tensor key) {
        Elementwise.checkTypes("addDropped", onto, x);
        if (rate == 0 || !onto.shape().equals(x.shape())) {
            return onto.add(dropout("addDropped", x, rate, key, null));
        }
        return dropout("addDropped", x, rate, key, onto);
    }

    private static Tensor dropout(String name, Tensor x, double rate, Tensor key, @Nullable Tensor onto) {
        Check.fraction(name, "rate", rate);
        Check.require(x.dtype().isFloating(), name, "needs a floating type", x.dtype() + " " + x.shape(), "Use cast(DType.FLOAT32).");
        checkKey(name, key);
        if (rate == 0) {
            return x;
        }
        Tensor[] in = onto == null ? new Tensor[] {x, key} : new Tensor[] {x, key, onto};
        Tensor y = Tensor.allocate(name, x.dtype(), x.shape());
        Tape tape = Tape.node(name, y);
        if (onto != null) {
            tape.from(onto, g -> g);
        }
        if (!Tape.follows(x)) {
            Compute.run(new KernelOp.Dropout(rate, false), in, y);
            return tape.tensor();
        }
        // the key could give the mask again, but drawing it costs twice what reading it does
        Tensor mask = Tensor.allocate("mask", x.dtype(), x.shape());
        Node node = x.node();
        Node rectified = node != null && node.isRectified() ? node : null;
        Compute.run(new KernelOp.Dropout(rate, rectified != null), in, y, mask);
        return (rectified != null ? tape.fromBefore(rectified, g -> Compute.mul(g, mask)) : tape.from(x, g -> Compute.mul(g, mask))).tensor();
    }
}
