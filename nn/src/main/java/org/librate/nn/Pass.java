package org.librate.nn;

import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.librate.core.Tensor;

/** One pass through a network: is it for training, where dropout drops and batch norm uses the batch, or for inference? */
public final class Pass {

    private static final Pass TRAINING = new Pass(true, null);
    private static final Pass INFERENCE = new Pass(false, null);

    private final boolean training;
    private final @Nullable BiConsumer<String, Tensor> watcher;

    private Pass(boolean training, @Nullable BiConsumer<String, Tensor> watcher) {
        this.training = training;
        this.watcher = watcher;
    }

    public static Pass training() {
        return TRAINING;
    }

    public static Pass inference() {
        return INFERENCE;
    }

    /** The same pass, which also shows each inner layer's path and output as it goes through: to find where numbers go bad. */
    public Pass watchedBy(BiConsumer<String, Tensor> watcher) {
        return new Pass(training, watcher);
    }

    Tensor show(String path, Tensor output) {
        if (watcher != null) {
            watcher.accept(path, output);
        }
        return output;
    }

    public boolean isTraining() {
        return training;
    }

    @Override
    public String toString() {
        return training ? "Pass.training()" : "Pass.inference()";
    }
}
