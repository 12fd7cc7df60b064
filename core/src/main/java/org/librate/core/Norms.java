package org.librate.core;

import org.jspecify.annotations.Nullable;
import org.librate.core.kernel.KernelOp;

/** Normalisation, with statistics and gradients as one kernel each. */
final class Norms {

    private Norms() {
    }

    static Normalized batch(Tensor x, Tensor gamma, Tensor beta, double epsilon) {
        long channels = check("batchNorm", x, gamma, beta, epsilon);
        if (x.size() == 0) {
            throw new ShapeException("batchNorm", "an empty batch has no statistics", "", x.shape());
        }
        Tensor y = Tensor.allocate("batchNorm", x.dtype(), x.shape());
        Tensor mean = Tensor.allocate("mean", x.dtype(), Shape.of(channels));
        Tensor variance = Tensor.allocate("variance", x.dtype(), Shape.of(channels));
        Compute.run(new KernelOp.BatchNorm(epsilon), new Tensor[] {x, gamma, beta}, y, mean, variance);
        Backward backward = new Backward(new KernelOp.BatchNormGradient(epsilon), x, gamma, mean, variance, true);
        return new Normalized(Tape.node("batchNorm", y).from(x, backward::input).from(gamma, backward::scale).from(beta, backward::shift).tensor(),
                mean, variance);
    }

    /** A plain affine map per channel, so its gradient is a composition. */
    static Tensor frozenBatch(Tensor x, Tensor gamma, Tensor beta, Tensor mean, Tensor variance, double epsilon) {
        long channels = check("batchNorm", x, gamma, beta, epsilon);
        checkVector("batchNorm", "mean", channels, x, mean);
        checkVector("batchNorm", "variance", channels, x, variance);
        if (Tape.follows(x, gamma, beta)) {
            Tensor scale = gamma.mul(variance.detach().add(epsilon).rsqrt());
            return x.sub(mean.detach()).mul(scale).add(beta);
        }
        return Compute.run("batchNorm", new KernelOp.FrozenBatchNorm(epsilon), x.dtype(), x.shape(), x, gamma, beta, mean, variance);
    }

    static Tensor layer(Tensor x, Tensor gamma, Tensor beta, double epsilon) {
        check("layerNorm", x, gamma, beta, epsilon);
        return rows("layerNorm", x, gamma, beta, epsilon);
    }

    static Tensor rms(Tensor x, Tensor gamma, double epsilon) {
        check("rmsNorm", x, gamma, null, epsilon);
        return rows("rmsNorm", x, gamma, null, epsilon);
    }

    private static Tensor rows(String name, Tensor x, Tensor gamma, @Nullable Tensor beta, double epsilon) {
        if (x.size() == 0) {
            return x;
        }
        Shape rows = Shape.of(x.size() / x.dim(-1));
        Tensor y = Tensor.allocate(name, x.dtype(), x.shape());
        Tensor mean = Tensor.allocate("mean", x.dtype(), rows);
        Tensor variance = Tensor.allocate("variance", x.dtype(), rows);
        Tensor[] inputs = beta == null ? new Tensor[] {x, gamma} : new Tensor[] {x, gamma, beta};
        Compute.run(new KernelOp.LayerNorm(epsilon, beta == null), inputs, y, mean, variance);
        Backward backward = new Backward(new KernelOp.LayerNormGradient(epsilon, beta == null), x, gamma, mean, variance, beta != null);
        Tape tape = Tape.node(name, y).from(x, backward::input).from(gamma, backward::scale);
        return beta == null ? tape.tensor() : tape.from(beta, backward::shift).tensor();
    }

    static Tensor group(Tensor x, int groups, Tensor gamma, Tensor beta, double epsilon) {
        long channels = check("groupNorm", x, gamma, beta, epsilon);
        Check.positive("groupNorm", "groups", groups);
        if (x.rank() < 2 || channels % groups != 0) {
            throw new ShapeException("groupNorm", "the channels must be a multiple of " + groups + " groups", "", x.shape());
        }
        if (x.size() == 0) {
            return x;
        }
        Tensor y = Tensor.allocate("groupNorm", x.dtype(), x.shape());
        Tensor mean = Tensor.allocate("mean", x.dtype(), Shape.of(x.dim(0), groups));
        Tensor variance = Tensor.allocate("variance", x.dtype(), Shape.of(x.dim(0), groups));
        Compute.run(new KernelOp.GroupNorm(groups, epsilon), new Tensor[] {x, gamma, beta}, y, mean, variance);
        Backward backward = new Backward(new KernelOp.GroupNormGradient(groups, epsilon), x, gamma, mean, variance, true);
        return Tape.node("groupNorm", y).from(x, backward::input).from(gamma, backward::scale).from(beta, backward::shift).tensor();
    }

    /** One kernel gives the gradients of input, scale and shift; whichever is asked for first runs it. */
    private static final class Backward {
        private final KernelOp op;
        private final Tensor x;
        private final Tensor gamma;
        private final Tensor mean;
        private final Tensor variance;
        private final boolean shifted;
        private final PerWalk<Tensor[]> results = new PerWalk<>(this::compute);

        Backward(KernelOp op, Tensor x, Tensor gamma, Tensor mean, Tensor variance, boolean shifted) {
            this.op = op;
            this.x = x.detach();
            this.gamma = gamma.detach();
            this.mean = mean;
            this.variance = variance;
            this.shifted = shifted;
        }

        Tensor input(Tensor g) {
            return results.get(g)[0];
        }

        Tensor scale(Tensor g) {
            return results.get(g)[1];
        }

        Tensor shift(Tensor g) {
            return results.get(g)[2];
        }

        private Tensor[] compute(Tensor g) {
            Tensor dx = Tensor.allocate("dx", g.dtype(), x.shape());
            Tensor dGamma = Tensor.allocate("dGamma", g.dtype(), gamma.shape());
            Tensor[] all = shifted ? new Tensor[] {dx, dGamma, Tensor.allocate("dBeta", g.dtype(), gamma.shape())} : new Tensor[] {dx, dGamma};
            Compute.run(op, new Tensor[] {g, x, gamma, mean, variance}, all);
            return all;
        }
    }

    private static long check(String name, Tensor x, Tensor gamma, @Nullable Tensor beta, double epsilon) {
        Check.positive(name, "epsilon", epsilon);
        Check.require(x.dtype().isFloating(), name, "needs a floating type", x.dtype() + " " + x.shape(), "Use cast(DType.FLOAT32).");
        if (x.rank() == 0) {
            throw new ShapeException(name, "the input must be [.., channels]", "", x.shape());
        }
        long channels = x.dim(-1);
        checkVector(name, "gamma", channels, x, gamma);
        if (beta != null) {
            checkVector(name, "beta", channels, x, beta);
        }
        return channels;
    }

    private static void checkVector(String name, String what, long channels, Tensor x, Tensor vector) {
        Elementwise.checkTypes(name, x, vector);
        if (!vector.shape().equals(Shape.of(channels))) {
            throw new ShapeException(name, what + " must be [" + channels + "]", "", x.shape(), vector.shape());
        }
    }
}
