package org.librate.nn.optim;

import org.librate.core.Check;
import org.librate.core.Tensor;
import org.librate.core.Updates;

/**
 * Stochastic gradient descent, {@code p −= rate · g}, on request with momentum (Polyak 1964; Nesterov 1983) and weight decay
 * {@code g' = g + decay · p}.
 *
 * <pre>{@code
 * Sgd.of(0.1).withMomentum(0.9)
 * }</pre>
 */
public record Sgd(double rate, double momentum, boolean nesterov, double weightDecay) implements Optimizer {

    public Sgd {
        Check.positive("Sgd", "rate", rate);
        Check.fraction("Sgd", "momentum", momentum);
        Check.require(!nesterov || momentum > 0, "Sgd", "Nesterov's look ahead needs momentum > 0", momentum, "Call withMomentum(0.9) first.");
        Check.notNegative("Sgd", "weight decay", weightDecay);
    }

    public static Sgd of(double rate) {
        return new Sgd(rate, 0, false, 0);
    }

    /** {@code v = momentum · v + g;  p −= rate · v}. */
    public Sgd withMomentum(double momentum) {
        return new Sgd(rate, momentum, nesterov, weightDecay);
    }

    /** Looks ahead: {@code p −= rate · (g + momentum · v)}. */
    public Sgd withNesterov(boolean nesterov) {
        return new Sgd(rate, momentum, nesterov, weightDecay);
    }

    /** Pulls weights to zero as a part of the gradient; leaves biases and scales alone. */
    public Sgd withWeightDecay(double weightDecay) {
        return new Sgd(rate, momentum, nesterov, weightDecay);
    }

    @Override
    public boolean treatsAllAlike() {
        return weightDecay == 0;
    }

    @Override
    public Updater attach(Group group, Clock clock) {
        double decay = group.decays() ? weightDecay : 0;
        if (momentum == 0) {
            return Remembering.of(new Tensor[0], () -> Updates.sgd(group.values(), group.gradients(), null, clock.rate(), 0, false, decay));
        }
        Tensor velocity = group.zeros("velocity");
        return Remembering.of(new Tensor[] {velocity},
                () -> Updates.sgd(group.values(), group.gradients(), velocity, clock.rate(), momentum, nesterov, decay));
    }

    @Override
    public String toString() {
        return "Sgd[rate=" + rate + ", momentum=" + momentum + ", nesterov=" + nesterov + ", weightDecay=" + weightDecay + "]";
    }
}
