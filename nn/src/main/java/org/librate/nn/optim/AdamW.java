package org.librate.nn.optim;

import org.librate.core.Check;
import org.librate.core.Tensor;
import org.librate.core.Updates;

/**
 * Adam with decoupled weight decay (Loshchilov and Hutter 2019), which pulls weights and leaves biases and scales alone.
 *
 * <pre>{@code
 * AdamW.of(1e-3).withWeightDecay(0.01)
 * }</pre>
 */
public record AdamW(double rate, double beta1, double beta2, double epsilon, double weightDecay) implements Optimizer {

    public AdamW {
        Check.positive("AdamW", "rate", rate);
        Check.fraction("AdamW", "beta1", beta1);
        Check.fraction("AdamW", "beta2", beta2);
        Check.positive("AdamW", "epsilon", epsilon);
        Check.notNegative("AdamW", "weight decay", weightDecay);
    }

    public static AdamW of(double rate) {
        return new AdamW(rate, 0.9, 0.999, 1e-8, 0.01);
    }

    /** How much of the mean gradient and of the mean square stays at each step. */
    public AdamW withBetas(double beta1, double beta2) {
        return new AdamW(rate, beta1, beta2, epsilon, weightDecay);
    }

    public AdamW withEpsilon(double epsilon) {
        return new AdamW(rate, beta1, beta2, epsilon, weightDecay);
    }

    /** Pulls weights to zero by {@code rate · decay · p} at each step; leaves biases and scales alone. */
    public AdamW withWeightDecay(double weightDecay) {
        return new AdamW(rate, beta1, beta2, epsilon, weightDecay);
    }

    @Override
    public boolean treatsAllAlike() {
        return weightDecay == 0;
    }

    @Override
    public Updater attach(Group group, Clock clock) {
        double decay = group.decays() ? weightDecay : 0;
        Tensor first = group.zeros("first");
        Tensor second = group.zeros("second");
        return Remembering.of(new Tensor[] {first, second}, () -> {
            Updates.adam(group.values(), group.gradients(), first, second, clock.rate(), clock.step(), beta1, beta2, epsilon, decay);
        });
    }

    @Override
    public String toString() {
        return "AdamW[rate=" + rate + ", beta1=" + beta1 + ", beta2=" + beta2 + ", epsilon=" + epsilon + ", weightDecay=" + weightDecay + "]";
    }
}
