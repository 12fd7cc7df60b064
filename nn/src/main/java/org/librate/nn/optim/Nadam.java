package org.librate.nn.optim;

import org.librate.core.Check;
import org.librate.core.Tensor;

/**
 * Adam with Nesterov's look ahead (Dozat 2016): the momentum {@code μₜ = β₁ (1 − ½ · 0.96^(0.004 t))} rises slowly to β₁, and the step uses
 * the next one.
 */
public record Nadam(double rate, double beta1, double beta2, double epsilon) implements Optimizer {

    public Nadam {
        Check.positive("Nadam", "rate", rate);
        Check.fraction("Nadam", "beta1", beta1);
        Check.fraction("Nadam", "beta2", beta2);
        Check.positive("Nadam", "epsilon", epsilon);
    }

    public static Nadam of(double rate) {
        return new Nadam(rate, 0.9, 0.999, 1e-8);
    }

    /** How much of the mean gradient and of the mean square stays at each step. */
    public Nadam withBetas(double beta1, double beta2) {
        return new Nadam(rate, beta1, beta2, epsilon);
    }

    public Nadam withEpsilon(double epsilon) {
        return new Nadam(rate, beta1, beta2, epsilon);
    }

    @Override
    public Updater attach(Group group, Clock clock) {
        Tensor first = group.zeros("first");
        Tensor second = group.zeros("second");
        Tensor product = group.number("product", 1);             // of all μ so far
        return Remembering.of(new Tensor[] {first, second, product}, () -> {
            Tensor g = group.gradients();
            Tensor step = clock.step().cast(clock.rate().dtype());
            Tensor now = momentum(step);
            Tensor next = momentum(step.add(1));
            product.assign(product.mul(now));
            Averages.move(first, beta1, g);
            Averages.move(second, beta2, g.square());
            Tensor spread = second.div(Corrections.missing(beta2, clock)).sqrt().add(epsilon);
            Tensor own = now.neg().add(1).div(product.neg().add(1));
            Tensor ahead = next.div(product.mul(next).neg().add(1));
            Averages.subtract(group, clock, g.mul(own).add(first.mul(ahead)).div(spread), 0);
        });
    }

    private Tensor momentum(Tensor step) {
        return step.mul(0.004 * Math.log(0.96)).exp().mul(-0.5).add(1).mul(beta1);
    }

    @Override
    public String toString() {
        return "Nadam[rate=" + rate + ", beta1=" + beta1 + ", beta2=" + beta2 + ", epsilon=" + epsilon + "]";
    }
}
