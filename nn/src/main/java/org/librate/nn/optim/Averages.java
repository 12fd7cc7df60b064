package org.librate.nn.optim;

import org.librate.core.Tensor;

/** Running averages in lasting memory. */
final class Averages {

    private Averages() {
    }

    /** {@code average = β average + (1 − β) x}. */
    static void move(Tensor average, double beta, Tensor x) {
        average.assign(average.mul(beta).add(x.mul(1 - beta)));
    }

    /** {@code y −= rate · step}. */
    static void subtract(Tensor y, Tensor rate, Tensor step) {
        y.assign(y.sub(step.mul(rate)));
    }

    /** Decoupled weight decay, {@code y −= rate · decay · y}, where the group decays. */
    static void decay(Group group, Clock clock, double decay) {
        if (decay != 0 && group.decays()) {
            Tensor y = group.values();
            y.assign(y.sub(y.mul(clock.rate().mul(decay))));
        }
    }
}
