package org.librate.nn.optim;

import org.librate.core.Check;
import org.librate.core.Tensor;
import org.librate.core.Updates;

/**
 * Kingma and Ba 2015: the mean gradient, over the root of the mean square, both corrected for starting at zero. For weight decay see {@link AdamW}.
 */
public record Adam(double rate, double beta1, double beta2, double epsilon) implements Optimizer {

    public Adam {
        Check.positive("Adam", "rate", rate);
        Check.fraction("Adam", "beta1", beta1);
        Check.fraction("Adam", "beta2", beta2);
        Check.positive("Adam", "epsilon", epsilon);
    }

    public static Adam of(double rate) {
        return new Adam(rate, 0.9, 0.999, 1e-8);
    }

    /** How much of the mean gradient and of the mean square stays at each step. */
    public Adam withBetas(double beta1, double beta2) {
        return new Adam(rate, beta1, beta2, epsilon);
    }

    public Adam withEpsilon(double epsilon) {
        return new Adam(rate, beta1, beta2, epsilon);
    }

    @Override
    public boolean treatsAllAlike() {
        return true;
    }

    @Override
    public Updater attach(Group group, Clock clock) {
        Tensor first = group.zeros("first");
        Tensor second = group.zeros("second");
        return Remembering.of(new Tensor[] {first, second}, () -> {
            Updates.adam(group.values(), group.gradients(), first, second, clock.rate(), clock.step(), beta1, beta2, epsilon, 0);
        });
    }

    @Override
    public String toString() {
        return "Adam[rate=" + rate + ", beta1=" + beta1 + ", beta2=" + beta2 + ", epsilon=" + epsilon + "]";
    }
}
