package org.librate.nn.optim;

import org.librate.core.Check;
import org.librate.core.Tensor;

/**
 * Defazio et al. 2024: no schedule needed, at most a warm-up. Gradients are taken at {@code y}, between the point {@code z} that moves and the
 * average {@code x} of all its places, weighted by the squared rate. What is evaluated and saved is {@code x}. Wants rates ten times those of SGD
 * with momentum.
 */
public record ScheduleFreeSgd(double rate, double momentum, double weightDecay) implements Optimizer {

    public ScheduleFreeSgd {
        Check.positive("ScheduleFreeSgd", "rate", rate);
        Check.require(momentum > 0 && momentum < 1, "ScheduleFreeSgd", "momentum must be in (0, 1)", momentum);
        Check.notNegative("ScheduleFreeSgd", "weight decay", weightDecay);
    }

    public static ScheduleFreeSgd of(double rate) {
        return new ScheduleFreeSgd(rate, 0.9, 0);
    }

    /** How near to the average gradients are taken. */
    public ScheduleFreeSgd withMomentum(double momentum) {
        return new ScheduleFreeSgd(rate, momentum, weightDecay);
    }

    /** Pulls weights to zero by {@code rate · decay · p} at each step; leaves biases and scales alone. */
    public ScheduleFreeSgd withWeightDecay(double weightDecay) {
        return new ScheduleFreeSgd(rate, momentum, weightDecay);
    }

    @Override
    public Updater attach(Group group, Clock clock) {
        double decay = group.decays() ? weightDecay : 0;
        ScheduleFree averaged = new ScheduleFree(group, clock, momentum);
        return averaged.updater(() -> {
            Tensor g = group.gradients();
            averaged.move(decay == 0 ? g : g.add(group.values().mul(decay)));
        });
    }

    @Override
    public String toString() {
        return "ScheduleFreeSgd[rate=" + rate + ", momentum=" + momentum + ", weightDecay=" + weightDecay + "]";
    }
}
