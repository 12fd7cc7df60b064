package org.librate.nn.optim;

import java.util.Map;
import org.librate.core.Tensor;

/** An optimizer at work on one group of parameters. */
public interface Updater {

    /** Changes the group's values by its gradients, as tensor operations and updates in place: it runs inside recorded steps. */
    void update();

    /** What it remembers from step to step, by name, in lasting memory: for checkpoints, which write into it as well. */
    Map<String, Tensor> state();

    /** Puts the values in place that should be evaluated and saved, where those differ from the ones that are trained. */
    default void beforeEvaluation() {
    }

    /** Undoes {@link #beforeEvaluation}. */
    default void afterEvaluation() {
    }
}
