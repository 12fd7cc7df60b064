package org.librate.core;

import org.librate.core.kernel.KernelOp;

/** Operations that draw random numbers: by a key, so that the same key gives the same numbers. */
final class Randomness {

    private Randomness() {
    }

    /** y = x · mask / (1 − rate).  dx = the same of g: the key gives the same mask again, so none is kept. */
    static Tensor dropout(Tensor x, double rate, Tensor key) {
        Check.fraction("dropout", "rate", rate);
        Check.require(x.dtype().isFloating(), "dropout", "needs a floating type", x.dtype() + " " + x.shape(), "Use cast(DType.FLOAT32).");
        if (key.dtype() != DType.INT64 || !key.shape().equals(Shape.of(2))) {
            throw new ShapeException("dropout", "the key must be INT64 [2]: a stream's key and the draw", "got " + key.dtype(), key.shape());
        }
        if (rate == 0) {
            return x;
        }
        KernelOp op = new KernelOp.Dropout(rate);
        return Tape.node("dropout", Compute.run("dropout", op, x.dtype(), x.shape(), x, key))
                .from(x, g -> Compute.run("dropout", op, g.dtype(), g.shape(), g, key))
                .tensor();
    }
}
