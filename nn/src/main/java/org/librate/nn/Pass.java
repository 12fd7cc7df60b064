package org.librate.nn;

import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.librate.core.Tensor;

/**
 * One pass through a network: is it for training, where dropout drops and batch norm uses the batch, or for inference?
 *
 * <pre>{@code
 * Pass.training().withFrozen(path -> path.startsWith("backbone"))   // batch norm below the head keeps its statistics
 * }</pre>
 */
public final class Pass {

    private static final Pass TRAINING = new Pass(true, path -> false, null);
    private static final Pass INFERENCE = new Pass(false, path -> false, null);

    private final boolean training;
    private final Predicate<String> frozen;
    private final @Nullable BiConsumer<String, Tensor> watcher;

    private Pass(boolean training, Predicate<String> frozen, @Nullable BiConsumer<String, Tensor> watcher) {
        this.training = training;
        this.frozen = frozen;
        this.watcher = watcher;
    }

    public static Pass training() {
        return TRAINING;
    }

    public static Pass inference() {
        return INFERENCE;
    }

    /** The same with layers, told by their paths, that must not change what they remember. Steps that were recorded before do not notice. */
    public Pass withFrozen(Predicate<String> paths) {
        return new Pass(training, paths, watcher);
    }

    /** The same pass, which also shows each inner layer's path and output as it goes through: to find where numbers go bad. */
    public Pass watchedBy(BiConsumer<String, Tensor> watcher) {
        return new Pass(training, frozen, watcher);
    }

    public boolean isTraining() {
        return training;
    }

    /** Whether the layer of this path is trained in this pass. */
    public boolean trains(String path) {
        return training && !frozen.test(path);
    }

    boolean isWatched() {
        return watcher != null;
    }

    Tensor show(String path, Tensor output) {
        if (watcher != null) {
            watcher.accept(path, output);
        }
        return output;
    }

    @Override
    public String toString() {
        return training ? "Pass.training()" : "Pass.inference()";
    }
}
