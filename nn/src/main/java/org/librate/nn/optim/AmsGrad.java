package org.librate.nn.optim;

import org.librate.core.Check;
import org.librate.core.Tensor;

/** AdamW that divides by the largest mean square so far (Reddi et al. 2018), so that rates only fall. */
public record AmsGrad(double rate, double beta1, double beta2, double epsilon, double weightDecay) implements Optimizer {

    public AmsGrad {
        Check.positive("AmsGrad", "rate", rate);
        Check.fraction("AmsGrad", "beta1", beta1);
        Check.fraction("AmsGrad", "beta2", beta2);
        Check.positive("AmsGrad", "epsilon", epsilon);
        Check.notNegative("AmsGrad", "weight decay", weightDecay);
    }

    public static AmsGrad of(double rate) {
        return new AmsGrad(rate, 0.9, 0.999, 1e-8, 0);
    }

    /** How much of the mean gradient and of the mean square stays at each step. */
    public AmsGrad withBetas(double beta1, double beta2) {
        return new AmsGrad(rate, beta1, beta2, epsilon, weightDecay);
    }

    public AmsGrad withEpsilon(double epsilon) {
        return new AmsGrad(rate, beta1, beta2, epsilon, weightDecay);
    }

    /** Pulls weights to zero by {@code rate · decay · p} at each step; leaves biases and scales alone. */
    public AmsGrad withWeightDecay(double weightDecay) {
        return new AmsGrad(rate, beta1, beta2, epsilon, weightDecay);
    }

    @Override
    public Updater attach(Group group, Clock clock) {
        Tensor first = group.zeros("first");
        Tensor second = group.zeros("second");
        Tensor largest = group.zeros("largest");
        return Remembering.of(new Tensor[] {first, second, largest}, () -> {
            Tensor g = group.gradients();
            Averages.move(first, beta1, g);
            Averages.move(second, beta2, g.square());
            largest.assign(largest.maximum(second));
            Tensor spread = largest.div(Corrections.missing(beta2, clock)).sqrt().add(epsilon);
            Averages.subtract(group, clock, first.div(Corrections.missing(beta1, clock)).div(spread), weightDecay);
        });
    }

    @Override
    public String toString() {
        return "AmsGrad[rate=" + rate + ", beta1=" + beta1 + ", beta2=" + beta2 + ", epsilon=" + epsilon + ", weightDecay=" + weightDecay + "]";
    }
}
