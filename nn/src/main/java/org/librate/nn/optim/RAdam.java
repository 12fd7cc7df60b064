package org.librate.nn.optim;

import org.librate.core.Check;
import org.librate.core.DType;
import org.librate.core.Shape;
import org.librate.core.Tensor;

/**
 * Rectified Adam (Liu et al. 2020): as long as the mean square is known from too few steps, the mean gradient alone is followed; then Adam's step,
 * made smaller by how uncertain the mean square still is.
 */
public record RAdam(double rate, double beta1, double beta2, double epsilon) implements Optimizer {

    public RAdam {
        Check.positive("RAdam", "rate", rate);
        Check.fraction("RAdam", "beta1", beta1);
        Check.fraction("RAdam", "beta2", beta2);
        Check.positive("RAdam", "epsilon", epsilon);
        Check.require(beta2 > 0.6, "RAdam", "beta2 must be > 0.6, or the mean square is never certain", beta2);
    }

    public static RAdam of(double rate) {
        return new RAdam(rate, 0.9, 0.999, 1e-8);
    }

    /** How much of the mean gradient and of the mean square stays at each step. */
    public RAdam withBetas(double beta1, double beta2) {
        return new RAdam(rate, beta1, beta2, epsilon);
    }

    public RAdam withEpsilon(double epsilon) {
        return new RAdam(rate, beta1, beta2, epsilon);
    }

    @Override
    public Updater attach(Group group, Clock clock) {
        Tensor first = group.zeros("first");
        Tensor second = group.zeros("second");
        DType dtype = group.values().dtype();
        double longest = 2 / (1 - beta2) - 1;
        return Remembering.of(new Tensor[] {first, second}, () -> {
            Tensor g = group.gradients();
            Averages.move(first, beta1, g);
            Averages.move(second, beta2, g.square());
            // in float64: the length is a small difference of large numbers
            Tensor step = Corrections.exactStep(clock);
            Tensor missing = Corrections.exactMissing(beta2, step);
            Tensor length = step.mul(missing.neg().add(1)).div(missing).mul(-2).add(longest);
            Tensor certain = length.gt(5);
            Tensor rectified = length.sub(4).mul(length.sub(2)).mul(longest / ((longest - 4) * (longest - 2))).div(length).relu().mul(missing).sqrt();
            Tensor one = Tensor.full(dtype, Shape.of(1), 1);
            Tensor scale = certain.where(rectified.cast(dtype), one);
            Tensor spread = certain.where(second.sqrt().add(epsilon), one);
            Averages.subtract(group, clock, first.div(Corrections.missing(beta1, clock)).mul(scale).div(spread), 0);
        });
    }

    @Override
    public String toString() {
        return "RAdam[rate=" + rate + ", beta1=" + beta1 + ", beta2=" + beta2 + ", epsilon=" + epsilon + "]";
    }
}
