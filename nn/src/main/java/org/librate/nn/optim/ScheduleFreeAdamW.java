package org.librate.nn.optim;

import org.librate.core.Check;
import org.librate.core.Tensor;

/**
 * AdamW without a schedule (Defazio et al. 2024), see {@link ScheduleFreeSgd}: what moves {@code z} is the gradient over the root of the mean square.
 * What is evaluated and saved is the average {@code x}. Wants rates one to ten times those of AdamW, and a warm-up.
 */
public record ScheduleFreeAdamW(double rate, double beta1, double beta2, double epsilon, double weightDecay) implements Optimizer {

    public ScheduleFreeAdamW {
        Check.positive("ScheduleFreeAdamW", "rate", rate);
        Check.require(beta1 > 0 && beta1 < 1, "ScheduleFreeAdamW", "beta1 must be in (0, 1)", beta1);
        Check.fraction("ScheduleFreeAdamW", "beta2", beta2);
        Check.positive("ScheduleFreeAdamW", "epsilon", epsilon);
        Check.notNegative("ScheduleFreeAdamW", "weight decay", weightDecay);
    }

    public static ScheduleFreeAdamW of(double rate) {
        return new ScheduleFreeAdamW(rate, 0.9, 0.999, 1e-8, 0.01);
    }

    /** How near to the average gradients are taken, and how much of the mean square stays at each step. */
    public ScheduleFreeAdamW withBetas(double beta1, double beta2) {
        return new ScheduleFreeAdamW(rate, beta1, beta2, epsilon, weightDecay);
    }

    public ScheduleFreeAdamW withEpsilon(double epsilon) {
        return new ScheduleFreeAdamW(rate, beta1, beta2, epsilon, weightDecay);
    }

    /** Pulls weights to zero by {@code rate · decay · p} at each step; leaves biases and scales alone. */
    public ScheduleFreeAdamW withWeightDecay(double weightDecay) {
        return new ScheduleFreeAdamW(rate, beta1, beta2, epsilon, weightDecay);
    }

    @Override
    public Updater attach(Group group, Clock clock) {
        double decay = group.decays() ? weightDecay : 0;
        Tensor second = group.zeros("second");
        ScheduleFree averaged = new ScheduleFree(group, clock, beta1);
        return averaged.updater(() -> {
            Tensor g = group.gradients();
            Averages.move(second, beta2, g.square());
            Tensor step = g.div(second.div(Corrections.missing(beta2, clock)).sqrt().add(epsilon));
            averaged.move(decay == 0 ? step : step.add(group.values().mul(decay)));
        }, second);
    }

    @Override
    public String toString() {
        return "ScheduleFreeAdamW[rate=" + rate + ", beta1=" + beta1 + ", beta2=" + beta2 + ", epsilon=" + epsilon + ", weightDecay=" + weightDecay
                + "]";
    }
}
