package org.librate.nn.optim;

import org.librate.core.Check;
import org.librate.core.Tensor;

/**
 * Chen et al. 2023: every value moves by the rate, in the direction {@code sign(β₁ m + (1 − β₁) g)}; then {@code m = β₂ m + (1 − β₂) g}. Wants a
 * rate three to ten times smaller than AdamW's, and a weight decay larger by as much.
 */
public record Lion(double rate, double beta1, double beta2, double weightDecay) implements Optimizer {

    public Lion {
        Check.positive("Lion", "rate", rate);
        Check.fraction("Lion", "beta1", beta1);
        Check.fraction("Lion", "beta2", beta2);
        Check.notNegative("Lion", "weight decay", weightDecay);
    }

    public static Lion of(double rate) {
        return new Lion(rate, 0.9, 0.99, 0);
    }

    /** How much of the mean gradient counts for the step, and how much of it stays. */
    public Lion withBetas(double beta1, double beta2) {
        return new Lion(rate, beta1, beta2, weightDecay);
    }

    /** Pulls weights to zero by {@code rate · decay · p} at each step; leaves biases and scales alone. */
    public Lion withWeightDecay(double weightDecay) {
        return new Lion(rate, beta1, beta2, weightDecay);
    }

    @Override
    public Updater attach(Group group, Clock clock) {
        Tensor first = group.zeros("first");
        return Remembering.of(new Tensor[] {first}, () -> {
            Tensor g = group.gradients();
            Tensor direction = first.mul(beta1).add(g.mul(1 - beta1)).sign();
            Averages.subtract(group, clock, direction, weightDecay);
            Averages.move(first, beta2, g);
        });
    }

    @Override
    public String toString() {
        return "Lion[rate=" + rate + ", beta1=" + beta1 + ", beta2=" + beta2 + ", weightDecay=" + weightDecay + "]";
    }
}
