package org.librate.core;

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
        Check.fraction("dropout", "rate", rate);
        Check.require(x.dtype().isFloating(), "dropout", "needs a floating type", x.dtype() + " " + x.shape(), "Use cast(DType.FLOAT32).");
        checkKey("dropout", key);
        if (rate == 0) {
            return x;
        }
        KernelOp op = new KernelOp.Dropout(rate);
        if (!Tape.follows(x)) {
            return Compute.run("dropout", op, x.dtype(), x.shape(), x, key);
        }
        // the key could give the mask again, but drawing it costs twice what reading it does
        Tensor y = Tensor.allocate("dropout", x.dtype(), x.shape());
        Tensor mask = Tensor.allocate("mask", x.dtype(), x.shape());
        Compute.run(op, new Tensor[] {x, key}, y, mask);
        return Tape.node("dropout", y).from(x, g -> Compute.mul(g, mask)).tensor();
    }
}
