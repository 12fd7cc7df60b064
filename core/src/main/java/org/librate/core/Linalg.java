package org.librate.core;

import org.jspecify.annotations.Nullable;
import org.librate.core.kernel.KernelOp;
import org.librate.core.kernel.Longs;
import org.librate.core.kernel.ReduceFn;
import org.librate.core.kernel.UnaryFn;

/** Matrix products. */
final class Linalg {

    private Linalg() {
    }

    static Tensor matmul(Tensor a, Tensor b) {
        Elementwise.checkTypes("matmul", a, b);
        if (!a.dtype().isFloating()) {
            throw new IllegalArgumentException("matmul: needs a floating type, got " + a.dtype() + " " + a.shape() + " and " + b.shape()
                    + ". Use cast(DType.FLOAT32).");
        }
        if (a.rank() == 0 || b.rank() == 0) {
            throw new ShapeException("matmul", "needs vectors, matrices or stacks of matrices", "", a.shape(), b.shape());
        }
        if (a.rank() == 1) {
            Tensor y = matmul(a.expandDims(0), b);
            return y.squeeze(b.rank() == 1 ? 0 : -2);
        }
        if (b.rank() == 1) {
            return matmul(a, b.expandDims(1)).squeeze(-1);
        }
        if (a.dim(-1) != b.dim(-2)) {
            throw new ShapeException("matmul", "the last length on the left must equal the last but one on the right",
                    "got " + a.dim(-1) + " and " + b.dim(-2) + (a.dim(-1) == b.dim(-1) ? ". Did you mean b.transpose()?" : ""), a.shape(), b.shape());
        }
        if (b.rank() == 2 && a.rank() > 2) { // one big product instead of a stack of small ones
            return product(a.reshape(rows(a), a.dim(-1)), b).reshape(a.shape().withLast(b.dim(1)));
        }
        return product(a, b);
    }

    /** How many vectors lie along the last axis: counted, since nothing can be worked out where they are empty. */
    private static long rows(Tensor x) {
        return x.shape().slice(0, x.rank() - 1).size();
    }

    /** y = a · b.  da = g · bᵀ,  db = aᵀ · g. */
    private static Tensor product(Tensor a, Tensor b) {
        return Tape.node("matmul", compute(a, false, b, false, null, null))
                .from(a, g -> compute(g, false, b, true, null, null))
                .from(b, g -> compute(a, true, g, false, null, null))
                .tensor();
    }

    /** f(a · b + bias), either side transposed on request, without history. */
    static Tensor compute(Tensor a, boolean transposeA, Tensor b, boolean transposeB, @Nullable Tensor bias, @Nullable UnaryFn activation) {
        long m = a.dim(transposeA ? -1 : -2);
        long k = a.dim(transposeA ? -2 : -1);
        long n = b.dim(transposeB ? -2 : -1);
        Shape shape = Shape.broadcast("matmul", a.shape().slice(0, a.rank() - 2), b.shape().slice(0, b.rank() - 2)).append(m).append(n);
        if (k == 0 && shape.size() > 0) {
            Tensor nothing = Tensor.zeros(a.dtype(), shape);
            Tensor shifted = bias == null ? nothing : Compute.add(nothing, bias);
            return activation == null ? shifted : Elementwise.unary("matmul", activation, shifted.detach());
        }
        KernelOp op = new KernelOp.Matmul(transposeA, transposeB, activation);
        return bias == null ? Compute.run("matmul", op, a.dtype(), shape, a, b) : Compute.run("matmul", op, a.dtype(), shape, a, b, bias);
    }

    /** y = f(x · W + b).  With h = g · f'(y):  dx = h · Wᵀ,  dW = xᵀ · h,  db = Σ rows of h. */
    static Tensor linear(Tensor x, Tensor weights, @Nullable Tensor bias, Activation activation) {
        Elementwise.checkTypes("linear", x, weights);
        if (weights.rank() != 2 || x.rank() == 0 || x.dim(-1) != weights.dim(0)) {
            throw new ShapeException("linear", "weights must be [in, out] with in = the input's last length", "", x.shape(), weights.shape());
        }
        if (bias != null) {
            Elementwise.checkTypes("linear", weights, bias);
            if (!bias.shape().equals(Shape.of(weights.dim(1)))) {
                throw new ShapeException("linear", "the bias must be [" + weights.dim(1) + "]", "", weights.shape(), bias.shape());
            }
        }
        return linear(x.reshape(rows(x), x.dim(-1)), weights, bias, activation, x.shape().withLast(weights.dim(1)));
    }

    private static Tensor linear(Tensor x, Tensor weights, @Nullable Tensor bias, Activation activation, Shape shape) {
        boolean fuse = activation.fusesWithGradient() || !Tape.follows(x, weights, bias);
        Tensor y = compute(x, false, weights, false, bias, fuse ? activation.fn() : null);
        // the three inputs share the gradient before the activation, so it is computed once, as a node of its own
        Tape tape = Tape.node("linear", y).from(x, h -> compute(h, false, weights, true, null, null));
        if (bias != null && Tape.follows(weights) && Tape.follows(bias) && x.size() > 0 && y.size() > 0) {
            PerWalk<Tensor[]> both = new PerWalk<>(h -> weightAndBias(x, h));
            tape.from(weights, h -> both.get(h)[0]).from(bias, h -> both.get(h)[1]);
        } else {
            tape.from(weights, h -> compute(x, true, h, false, null, null));
            if (bias != null) {
                tape.from(bias, Linalg::columnSums);
            }
        }
        Tensor before = tape.tensor().reshape(shape); // here, so that whoever comes next meets the activation
        return fuse ? activation.after("linear", y.reshape(shape), before) : activation.apply(before);
    }

    /** {dW, db}, which one kernel gives. */
    private static Tensor[] weightAndBias(Tensor x, Tensor h) {
        Tensor dWeights = Tensor.allocate("dWeights", h.dtype(), Shape.of(x.dim(1), h.dim(1)));
        Tensor dBias = Tensor.allocate("dBias", h.dtype(), Shape.of(h.dim(1)));
        Compute.run(new KernelOp.LinearGradient(), new Tensor[] {x, h}, dWeights, dBias);
        return new Tensor[] {dWeights, dBias};
    }

    static Tensor columnSums(Tensor h) {
        if (h.dim(0) == 0) {
            return Tensor.zeros(h.dtype(), Shape.of(h.dim(1)));
        }
        return Compute.run("sum", new KernelOp.Reduce(ReduceFn.SUM, Longs.of(0L)), h.dtype(), Shape.of(h.dim(1)), h);
    }
}
