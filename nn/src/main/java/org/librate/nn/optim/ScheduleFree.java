package org.librate.nn.optim;

import java.util.LinkedHashMap;
import java.util.Map;
import org.librate.core.Tensor;
import org.librate.core.Updates;

/**
 * What the schedule-free optimizers share. The group's values are y; z is kept; the average x follows from both, as {@code y = (1 − β) z + β x}:
 * <pre>
 *   z −= rate · step
 *   weight = (largest rate so far)²;  c = weight / Σ weight;  x = (1 − c) x + c z
 * </pre>
 */
final class ScheduleFree {

    private static final double TINY = Float.MIN_NORMAL;

    private final Group group;
    private final Clock clock;
    private final double beta;
    private final Tensor z;
    private final Tensor largestRate;
    private final Tensor weights;

    ScheduleFree(Group group, Clock clock, double beta) {
        this.group = group;
        this.clock = clock;
        this.beta = beta;
        this.z = group.values().keep().named("z");
        this.largestRate = group.number("largestRate", 0);
        this.weights = group.number("weights", 0);
    }

    /** One step of z, and the y that follows from it. */
    void move(Tensor step) {
        Tensor y = group.values();
        Tensor rate = clock.rate();
        largestRate.assign(largestRate.maximum(rate));
        Tensor weight = largestRate.square();
        weights.assign(weights.add(weight));
        Tensor share = weight.div(weights.clip(TINY, Float.MAX_VALUE));   // 0 while the rate is 0
        Tensor towards = y.add(z.sub(y).mul(share));
        Tensor forward = rate.mul(share.neg().add(1).mul(beta).sub(1));
        y.assign(towards.add(step.mul(forward)));
        Updates.sgd(z, step, rate);
    }

    Updater updater(Runnable formula, Tensor... more) {
        Map<String, Tensor> state = Remembering.byName(z, largestRate, weights);
        state.putAll(Remembering.byName(more));
        return new Averaged(Remembering.of(state.values().toArray(Tensor[]::new), formula));
    }

    private final class Averaged implements Updater {
        private final Updater training;
        private final Tensor trained = group.values().keep();

        Averaged(Updater training) {
            this.training = training;
        }

        @Override
        public void update() {
            training.update();
        }

        @Override
        public Map<String, Tensor> state() {
            return new LinkedHashMap<>(training.state());
        }

        /** Puts x in place, and keeps y, so that training goes on with the same bits. */
        @Override
        public void beforeEvaluation() {
            Tensor y = group.values();
            trained.assign(y);
            y.assign(z.add(y.sub(z).div(beta)));
        }

        @Override
        public void afterEvaluation() {
            group.values().assign(trained);
        }
    }
}
