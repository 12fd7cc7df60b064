package org.librate.core;

import org.jspecify.annotations.Nullable;
import org.librate.core.kernel.KernelOp;

/**
 * Optimizer updates in place, each one pass over flat buffers. Rates and step counts are tensors, so that a recorded step reads them
 * anew each time: {@code rate.assign(0.001f)}.
 */
public final class Updates {

    private Updates() {
    }

    /** {@code p −= rate · g}. */
    public static void sgd(Tensor values, Tensor gradients, Tensor rate) {
        sgd(values, gradients, null, rate, 0, false, 0);
    }

    /**
     * Stochastic gradient descent with momentum: {@code g' = g + decay · p;  v = momentum · v + g';  p −= rate · v}, or with Nesterov's
     * look ahead {@code p −= rate · (g' + momentum · v)}.
     *
     * @param velocity v, of the values' shape, zero at the start; not needed without momentum
     * @param rate float, one element
     */
    public static void sgd(Tensor values, Tensor gradients, @Nullable Tensor velocity, Tensor rate, double momentum, boolean nesterov, double decay) {
        Check.fraction("sgd", "momentum", momentum);
        Check.notNegative("sgd", "decay", decay);
        check("sgd", values, gradients, rate);
        Check.require(momentum == 0 || velocity != null, "sgd", "momentum needs a velocity tensor", "none");
        KernelOp op = new KernelOp.Sgd(momentum, nesterov, decay);
        Tensor[] inputs = {gradients, rate};
        if (velocity == null || momentum == 0) {
            Compute.run(op, inputs, values);
        } else {
            same("sgd", "velocity", values, velocity);
            Compute.run(op, inputs, values, velocity);
        }
    }

    /**
     * Adam, with decoupled weight decay when it is not 0 (AdamW): {@code m = β₁ m + (1 − β₁) g;  v = β₂ v + (1 − β₂) g²;
     * p −= rate · decay · p;  p −= rate · m̂ / (√v̂ + ε)} with the averages corrected for starting at zero.
     *
     * @param first m, of the values' shape, zero at the start
     * @param second v, of the values' shape, zero at the start
     * @param rate float, one element
     * @param step int64, one element: 1 at the first update
     */
    public static void adam(Tensor values, Tensor gradients, Tensor first, Tensor second, Tensor rate, Tensor step,
            double beta1, double beta2, double epsilon, double decay) {
        Check.fraction("adam", "beta1", beta1);
        Check.fraction("adam", "beta2", beta2);
        Check.positive("adam", "epsilon", epsilon);
        Check.notNegative("adam", "decay", decay);
        check("adam", values, gradients, rate);
        same("adam", "first", values, first);
        same("adam", "second", values, second);
        Check.require(step.dtype() == DType.INT64 && step.size() == 1, "adam", "step must be INT64 with one element",
                step.dtype() + " " + step.shape());
        Compute.run(new KernelOp.Adam(beta1, beta2, epsilon, decay), new Tensor[] {gradients, rate, step}, values, first, second);
    }

    private static void check(String name, Tensor values, Tensor gradients, Tensor rate) {
        same(name, "gradients", values, gradients);
        Check.require(rate.dtype() == values.dtype() && rate.size() == 1, name, "rate must be " + values.dtype() + " with one element",
                rate.dtype() + " " + rate.shape());
    }

    private static void same(String name, String what, Tensor values, Tensor other) {
        Elementwise.checkTypes(name, values, other);
        if (!values.shape().equals(other.shape())) {
            throw new ShapeException(name, what + " must have the values' shape", "", values.shape(), other.shape());
        }
    }
}
