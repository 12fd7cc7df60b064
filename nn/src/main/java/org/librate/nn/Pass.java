package org.librate.nn;

import java.util.function.Predicate;

/**
 * One pass through a network: is it for training, where dropout drops and batch norm uses the batch, or for inference?
 *
 * <pre>{@code
 * Pass.training().withFrozen(path -> path.startsWith("backbone"))   // batch norm below the head keeps its statistics
 * }</pre>
 */
public final class Pass {

    private static final Pass TRAINING = new Pass(true, path -> false);
    private static final Pass INFERENCE = new Pass(false, path -> false);

    private final boolean training;
    private final Predicate<String> frozen;

    private Pass(boolean training, Predicate<String> frozen) {
        this.training = training;
        this.frozen = frozen;
    }

    public static Pass training() {
        return TRAINING;
    }

    public static Pass inference() {
        return INFERENCE;
    }

    /** The same with layers, told by their paths, that must not change what they remember. Steps that were recorded before do not notice. */
    public Pass withFrozen(Predicate<String> paths) {
        return new Pass(training, paths);
    }

    public boolean isTraining() {
        return training;
    }

    /** Whether the layer of this path is trained in this pass. */
    public boolean trains(String path) {
        return training && !frozen.test(path);
    }

    @Override
    public String toString() {
        return training ? "Pass.training()" : "Pass.inference()";
    }
}
