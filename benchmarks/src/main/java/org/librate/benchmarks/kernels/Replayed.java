package org.librate.benchmarks.kernels;

import org.librate.benchmarks.Work;
import org.librate.core.Step;
import org.librate.core.Tensor;

/** A step that is replayed: a case that ran eagerly after all would be timed under a wrong name. */
final class Replayed implements Work {

    private static final int RECORDING_RUNS = 3;

    private final Step step;
    private final Tensor[] inputs;
    private final Runnable before;

    /** @param before what an application changes from run to run, such as the count of the steps */
    Replayed(Step step, Runnable before, Tensor... inputs) {
        this.step = step;
        this.before = before;
        this.inputs = inputs;
        for (int i = 0; i < RECORDING_RUNS; i++) {
            run();
        }
        if (!step.explain().contains(": replayed")) {
            throw new IllegalStateException("Replayed: " + step.explain());
        }
    }

    @Override
    public void run() {
        before.run();
        step.run(inputs);
    }

    @Override
    public void close() {
        step.close();
    }
}
