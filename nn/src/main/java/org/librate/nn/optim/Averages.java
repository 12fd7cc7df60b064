package org.librate.nn.optim;

import org.librate.core.Tensor;
import org.librate.core.Updates;

/** Running averages in lasting memory. */
final class Averages {

    private Averages() {
    }

    /** {@code average = β average + (1 − β) x}. */
    static void move(Tensor average, double beta, Tensor x) {
        average.assign(average.mul(beta).add(x.mul(1 - beta)));
    }

    /** {@code y −= rate · (step + decay · y)}, in one pass; decay acts only where the group decays. */
    static void subtract(Group group, Clock clock, Tensor step, double decay) {
        Updates.sgd(group.values(), step, null, clock.rate(), 0, false, group.decays() ? decay : 0);
    }
}
