package org.librate.nn.train;

import java.util.Map;
import org.librate.core.Tensor;

/**
 * A moving average of the weights, {@code a += (1 − d) (w − a)} after each update, which is what is evaluated and kept. The decay d grows from
 * 0.1 to its full value with the updates, {@code min(decay, (1 + t) / (10 + t))}, so that the start is forgotten.
 */
final class Ema {

    private final double decay;
    private final Tensor values;
    private final Tensor average;
    private final Tensor gain;
    private final Tensor aside;

    Ema(double decay, Tensor values) {
        this.decay = decay;
        this.values = values;
        this.average = values.keep();
        this.aside = values.keep();
        this.gain = Tensor.of(0f);
    }

    /** Before an update, outside of steps. */
    void prepare(long updates) {
        gain.assign((float) (1 - Math.min(decay, (1.0 + updates) / (10.0 + updates))));
    }

    /** After the update, inside the step. */
    void update() {
        average.assign(average.add(values.sub(average).mul(gain)));
    }

    void beforeEvaluation() {
        aside.assign(values);
        values.assign(average);
    }

    void afterEvaluation() {
        values.assign(aside);
    }

    Map<String, Tensor> state() {
        return Map.of("average", average);
    }
}
